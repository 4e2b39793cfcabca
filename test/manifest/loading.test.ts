import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadManifest, ManifestError, parseManifest } from '../../lib/manifest/load';
import { manifest } from './sections';

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(load: () => unknown): ManifestError {
  try {
    load();
  } catch (error) {
    if (error instanceof ManifestError) return error;
  }
  throw new Error('expected a ManifestError');
}

describe('loadManifest', () => {
  test("loads the repository's example", () => {
    const { manifest: example } = loadManifest(join(__dirname, '..', '..', 'blueprint.yaml'));
    expect(example.name).toBe('acme');
    expect(Object.keys(example.environments)).toEqual(['development', 'staging', 'regression', 'production']);
  });

  test('a missing file', () => {
    const file = join(folder, 'missing.yaml');
    expect(problemsOf(() => loadManifest(file)).message).toBe(
      `${file}:1:1: found no such file, expected a manifest (BLUEPRINT=path chooses another)`,
    );
  });

  test('a folder', () => {
    expect(problemsOf(() => loadManifest(folder)).message).toBe(
      `${folder}:1:1: found a folder, expected a manifest`,
    );
  });

  test('a file that is not UTF-8', () => {
    const file = join(folder, 'latin1.yaml');
    writeFileSync(file, Buffer.from('name: m\xfcller\n', 'latin1'));
    expect(problemsOf(() => loadManifest(file)).message).toBe(
      `${file}:1:1: found bytes that are not UTF-8, expected a manifest in UTF-8`,
    );
  });

  test('a byte order mark', () => {
    const file = join(folder, 'bom.yaml');
    writeFileSync(file, `\uFEFF${manifest()}`);
    expect(loadManifest(file).manifest.name).toBe('acme');
  });
});

describe('ManifestError', () => {
  const error = problemsOf(() =>
    parseManifest(manifest({ partition: 'x', name: 'A', tags: '{ "a b": 5 }' }), 'm.yaml'),
  );

  test('has one problem per mistake, in the order of the file', () => {
    expect(error.problems).toEqual([
      {
        file: 'm.yaml',
        line: 1,
        column: 7,
        path: 'name',
        message:
          'found "A", expected a name of 2 to 20 lower-case letters, digits or "-", starting with a letter',
      },
      {
        file: 'm.yaml',
        line: 5,
        column: 12,
        path: 'partition',
        message: 'found "x", expected one of: aws, aws-us-gov, aws-cn',
      },
      {
        file: 'm.yaml',
        line: 6,
        column: 16,
        path: 'tags["a b"]',
        message:
          'found the number 5, expected a tag value of at most 256 letters, digits, spaces or any of _.:/=+@-, write "5"',
      },
    ]);
  });

  test('has a line per problem as its message', () => {
    expect(error.message.split('\n')).toEqual(
      error.problems.map(({ line, column, path, message }) => `m.yaml:${line}:${column} ${path}: ${message}`),
    );
  });

  test('shows no stack trace, for it is not the code that has to be mended', () => {
    expect(error.stack).toBe(error.message);
  });
});

describe('the position of a finding', () => {
  const { problem } = parseManifest(
    `# comment
name: acme
organization: { id: o-a1b2c3d4e5, managementAccount: '000000000001' }
hub:
  account: '000000000002'
  regions:
    - eu-west-1
    - us-east-1
environments: {}
`,
    'm.yaml',
  );
  const position = (path: (string | number)[]) => {
    const { file, line, column } = problem({ path, message: '' });
    return { file, line, column };
  };
  const at = (line: number, column: number) => ({ file: 'm.yaml', line, column });

  test('of a value is where the value starts', () => {
    expect(position(['name'])).toEqual(at(2, 7));
    expect(position(['organization', 'managementAccount'])).toEqual(at(3, 54));
    expect(position(['hub', 'regions', 1])).toEqual(at(8, 7));
  });

  test('of a map or list on lines of its own is where its key stands', () => {
    expect(position(['hub'])).toEqual(at(4, 1));
    expect(position(['hub', 'regions'])).toEqual(at(6, 3));
  });

  test('of what is absent is that of the nearest ancestor', () => {
    expect(position(['hub', 'namespaces', 'release'])).toEqual(at(4, 1));
    expect(position(['hub', 'regions', 2])).toEqual(at(6, 3));
    expect(position(['organization', 'organizationalUnits'])).toEqual(at(3, 15));
    expect(position(['hub', 'account', 'x'])).toEqual(at(5, 12));
  });

  test('of the whole manifest is its first key', () => {
    expect(position([])).toEqual(at(2, 1));
    expect(position(['guardrails'])).toEqual(at(2, 1));
  });
});
