import type { Manifest } from '../manifest/schema';

type Units = Pick<Manifest, 'organization'>;

/** The id behind a unit's name in the manifest; undefined if no unit has it, which the checks report. */
export function unitId(manifest: Units, name: string): string | undefined {
  return unit(manifest, name)?.id;
}

/** The units that a unit lies in, nearest first; one that is its own ancestor ends the list. */
export function ancestors(manifest: Units, name: string): string[] {
  const above: string[] = [];
  for (
    let next = unit(manifest, name)?.parent;
    next !== undefined && !above.includes(next);
    next = unit(manifest, next)?.parent
  ) {
    above.push(next);
  }
  return above;
}

/** Whether the unit is the other one, or lies in it. */
export function liesIn(manifest: Units, name: string, other: string): boolean {
  return name === other || ancestors(manifest, name).includes(other);
}

function unit({ organization: { organizationalUnits: units } }: Units, name: string) {
  return Object.hasOwn(units, name) ? units[name] : undefined;
}
