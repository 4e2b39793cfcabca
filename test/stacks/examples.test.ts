import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stackIds, topologyOf } from '../topologies';
import { expectGolden } from './golden';
import { addresses, synthesize, type Synthesized } from './synthesized';

const project = join(__dirname, '..', '..');
const examples = [
  { name: 'example', file: 'blueprint.yaml' },
  ...readdirSync(join(project, 'examples')).map((file) => ({
    name: basename(file, '.yaml'),
    file: join('examples', file),
  })),
];

describe.each(examples)('$file', ({ name, file }) => {
  const topology = topologyOf(join(project, file));
  let stacks: Record<string, Synthesized>;

  beforeAll(() => {
    stacks = synthesize(topology);
  });

  test('has the stacks of its topology', () => {
    expect(Object.keys(stacks).sort()).toEqual(stackIds(topology).sort());
  });

  test('is synthesized to the golden file, policies included', () => expectGolden(`${name}.json`, stacks));

  test('keeps its logical ids: a changed one destroys and creates the resource', () =>
    expectGolden(
      `${name}.addresses.json`,
      Object.fromEntries(Object.entries(stacks).map(([id, content]) => [id, addresses(content)])),
    ));

  test('has stacks that refer to no other', () => {
    expect(JSON.stringify(stacks)).not.toContain('terraform_remote_state');
  });
});
