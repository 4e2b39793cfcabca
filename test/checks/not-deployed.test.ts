import { notDeployed } from '../../lib/checks/not-deployed';
import { parseManifest } from '../../lib/manifest/load';
import { exampleSource } from '../topologies';

const linesFor = (changes: Readonly<Record<string, unknown>>) => {
  const source = exampleSource(changes);
  const lineOf = (key: string) =>
    source.split('\n').findIndex((line) => line.trimStart().startsWith(key)) + 1;
  return { found: notDeployed(parseManifest(source, 'blueprint.yaml')), lineOf };
};

test('the example asks for nothing that is not deployed', () => {
  expect(linesFor({}).found).toEqual([]);
});

test('guardrails that are not in force are named, where they stand', () => {
  const { found, lineOf } = linesFor({ guardrails: { units: ['nonproduction'] } });
  expect(found).toEqual([
    `blueprint.yaml:${lineOf('guardrails:')}:1 guardrails: accepted, but this version deploys nothing for it`,
  ]);
});

test('so is the network of an environment', () => {
  const { found, lineOf } = linesFor({
    'environments.staging.network': {
      main: {
        'eu-west-1': {
          vpc: 'vpc-0a1b2c3d4e5f60718',
          subnets: ['subnet-0a1b2c3d4e5f60718'],
          routeTables: ['rtb-0a1b2c3d4e5f60718'],
        },
      },
    },
  });
  expect(found).toEqual([
    `blueprint.yaml:${lineOf('network:')}:5 environments.staging.network: accepted, but this version deploys nothing for it`,
  ]);
});
