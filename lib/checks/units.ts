import type { Check } from './check';
import { didYouMean } from '../manifest/nearest';
import { pathText, type Finding, type Path } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';
import { ancestors, liesIn } from '../topology/units';

const unitsGuide = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html';

/** Organizational units: every name is known, parents make a tree, and no unit holds both kinds of environment. */
export const unitChecks: readonly Check[] = [
  {
    id: 'unknown-unit',
    severity: 'error',
    why: 'Nothing could be granted to it or attached to it.',
    source: unitsGuide,
    run: ({ manifest }) => unknown(manifest),
  },
  {
    id: 'unit-twice',
    severity: 'error',
    why: 'The same unit under two names would get its guardrails twice, and has few places for policies.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    run: ({ manifest }) => sharedIds(manifest),
  },
  {
    id: 'unit-cycle',
    severity: 'error',
    why: 'Units form a tree that ends at the root.',
    source: unitsGuide,
    run: ({ manifest }) => cycles(manifest),
  },
  {
    id: 'unit-of-both-kinds',
    severity: 'error',
    why: 'Guardrails are per unit: where production is nothing may pull through, so nothing that has to may live there.',
    source:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html',
    run: ({ manifest }) => mixed(manifest),
  },
];

function unknown(manifest: Manifest): Finding[] {
  const names = Object.keys(manifest.organization.organizationalUnits);
  return references(manifest)
    .filter(([, name]) => !names.includes(name))
    .map(([path, name]) => ({
      path,
      message: `found the unknown organizational unit "${name}"${didYouMean(name, names)}, expected one of: ${names.join(', ') || 'none, as organization.organizationalUnits is empty'}`,
    }));
}

function references({ organization, environments, guardrails }: Manifest): [Path, string][] {
  const parents = Object.entries(organization.organizationalUnits).flatMap(([name, { parent }]) =>
    reference(['organization', 'organizationalUnits', name, 'parent'], parent),
  );
  const used = Object.entries(environments).flatMap(([name, { organizationalUnit, consumers }]) => [
    ...reference(['environments', name, 'organizationalUnit'], organizationalUnit),
    ...consumers.organizationalUnits.flatMap((unit, index) =>
      reference(['environments', name, 'consumers', 'organizationalUnits', index], unit),
    ),
  ]);
  const guarded = (guardrails?.units ?? []).flatMap(({ unit }, index) =>
    reference(['guardrails', 'units', index, 'unit'], unit),
  );
  return [...parents, ...used, ...guarded];
}

function reference(path: Path, name: string | undefined): [Path, string][] {
  return name === undefined ? [] : [[path, name]];
}

/** One unit under two names, and one name twice in the rollout. */
function sharedIds({ organization, guardrails }: Manifest): Finding[] {
  const ids = repeated(Object.entries(organization.organizationalUnits), ([, { id }]) => id).map(
    ([[name, { id }], [first]]) => ({
      path: ['organization', 'organizationalUnits', name, 'id'],
      message: `found ${id}, which is ${first} already, expected one name for each unit`,
    }),
  );
  const rollout = repeated([...(guardrails?.units ?? []).entries()], ([, { unit }]) => unit).map(
    ([[index, { unit }], [first]]) => ({
      path: ['guardrails', 'units', index, 'unit'],
      message: `found "${unit}" again, expected it once: it is ${pathText(['guardrails', 'units', first])} already`,
    }),
  );
  return [...ids, ...rollout];
}

function repeated<T>(items: readonly T[], identity: (item: T) => string): [again: T, first: T][] {
  const first = new Map<string, T>();
  return items.flatMap((item): [T, T][] => {
    const earlier = first.get(identity(item));
    if (earlier !== undefined) return [[item, earlier]];
    first.set(identity(item), item);
    return [];
  });
}

function cycles(manifest: Manifest): Finding[] {
  return Object.keys(manifest.organization.organizationalUnits)
    .map((name) => ({ name, above: ancestors(manifest, name) }))
    .filter(({ name, above }) => above.includes(name))
    .map(({ name, above }) => ({
      path: ['organization', 'organizationalUnits', name, 'parent'],
      message: `found ${[name, ...above].join(' in ')}, expected parents that end at the root`,
    }));
}

function mixed(manifest: Manifest): Finding[] {
  const placed = Object.entries(manifest.environments).flatMap(
    ([name, { organizationalUnit, replicated }]) =>
      organizationalUnit === undefined
        ? []
        : [
            {
              name,
              unit: organizationalUnit,
              kind: replicated === undefined ? 'pull-through' : 'replicated',
            },
          ],
  );
  return placed.flatMap((environment, index) => {
    const other = placed
      .slice(0, index)
      .find(
        (earlier) =>
          earlier.kind !== environment.kind &&
          (liesIn(manifest, earlier.unit, environment.unit) ||
            liesIn(manifest, environment.unit, earlier.unit)),
      );
    if (other === undefined) return [];
    const where =
      other.unit === environment.unit
        ? `"${other.unit}"`
        : `"${environment.unit}", nested with "${other.unit}"`;
    return [
      {
        path: ['environments', environment.name, 'organizationalUnit'],
        message: `found ${where} for a ${environment.kind} environment, while the environment ${other.name} there is ${other.kind}, expected units apart for the two kinds`,
      },
    ];
  });
}
