import { checked } from '../../lib/checks/all';
import { ManifestError, parseManifest } from '../../lib/manifest/load';
import type { Manifest } from '../../lib/manifest/schema';

/** One section a line, so that a problem in `environments` is on line 4 and in an additional section on line 5. */
const required = {
  name: 'acme',
  organization:
    "{ id: o-a1b2c3d4e5, managementAccount: '000000000001', organizationalUnits: { dev: ou-ab12-aaaaaaaa, prod: ou-ab12-bbbbbbbb } }",
  hub: "{ account: '000000000002', regions: [eu-west-1], namespaces: { approved: {}, release: {} } }",
  environments:
    "{ dev: { accounts: { main: '000000000003' }, regions: [eu-west-1], pullThrough: [{ upstream: quay }] } }",
};

/** A manifest that is right, but for the sections given. */
export function manifest(sections: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...required, ...sections }).map(([key, text]) => `${key}: ${text}`);
  return `${lines.join('\n')}\n`;
}

/** Pull-through environments with the keys given beside or instead of the usual ones, one a line; '' leaves one out. */
export function environments(byName: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const usual = {
    accounts: "{ main: '000000000003' }",
    regions: '[eu-west-1]',
    pullThrough: '[{ upstream: quay }]',
  };
  const lines = Object.entries(byName).flatMap(([name, keys]) => [
    `  ${name}:`,
    ...Object.entries({ ...usual, ...keys }).flatMap(([key, text]) =>
      text === '' ? [] : [`    ${key}: ${text}`],
    ),
  ]);
  return ['', ...lines].join('\n');
}

/** A manifest whose environment dev has those pull-through entries, from line 9 on, in column 9. */
export function rules(...entries: readonly string[]): string {
  const pullThrough = ['', ...entries.map((entry) => `      - ${entry}`)].join('\n');
  return manifest({ environments: environments({ dev: { pullThrough } }) });
}

export function parsed(source: string): Manifest {
  return parseManifest(source, 'm.yaml').manifest;
}

/** The lines of the error, without the name of the file and the id of the check; none if the manifest is accepted. */
export function complaints(source: string): string[] {
  try {
    checked(parseManifest(source, 'm.yaml'), new Date('2026-11-01T00:00:00Z'));
    return [];
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return error.message
      .split('\n')
      .map((line) => line.replace(/^m\.yaml:/, '').replace(/ \[[a-z-]+\]$/, ''));
  }
}

/** One test per row: what is wrong, a manifest with it, everything that is said about it. */
export function refused(
  rows: readonly (readonly [what: string, source: string, expected: readonly string[]])[],
): void {
  test.each(rows)('%s', (_, source, expected) => expect(complaints(source)).toEqual(expected));
}
