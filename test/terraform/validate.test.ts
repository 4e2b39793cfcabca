import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labEnvironment } from '../../lab/environment';
import { run } from '../../lab/process';
import { findTools, type Tools } from '../../lab/tools';
import type { Topology } from '../../lib/topology/model';
import { buildApp } from '../../stacks/app';
import { example, topologyOf } from '../topologies';

jest.setTimeout(120_000);

const project = join(__dirname, '..', '..');
const directory = mkdtempSync(join(tmpdir(), 'validate-'));
/** Terraform loads the provider once here; the stacks take turns. */
const workplace = join(directory, 'workplace');
let tools: Tools;
let environment: NodeJS.ProcessEnv;

const organizations: Record<string, Topology> = {
  'blueprint.yaml': example(),
  ...Object.fromEntries(
    readdirSync(join(project, 'examples')).map((file) => [file, topologyOf(join(project, 'examples', file))]),
  ),
  'an adopted hub with aes256': example({
    'hub.adopt': true,
    'repositories.encryption': 'aes256',
    'environments.development': undefined,
    'environments.regression': undefined,
  }),
};
/** All of the default; of the others one of each kind, except where every key is used. */
const stacks = Object.entries(organizations).flatMap(([name, topology]) => {
  const whole = name === 'blueprint.yaml' || name === 'everything.yaml';
  const firstOfKind = topology.stacks.filter(
    ({ kind }, index) => topology.stacks.findIndex((other) => other.kind === kind) === index,
  );
  return (whole ? topology.stacks : firstOfKind).map(({ id }) => ({ name, id }));
});

beforeAll(async () => {
  tools = await findTools();
  for (const folder of [...tools.directories, workplace]) mkdirSync(folder, { recursive: true });
  const cliConfigFile = join(directory, 'terraform.rc');
  writeFileSync(cliConfigFile, tools.cliConfig);
  environment = labEnvironment(process.env, {
    endpoint: 'http://127.0.0.1:1', // validation calls nobody
    region: 'eu-west-1',
    cliConfigFile,
    awsConfigFile: '/dev/null',
    awsCredentialsFile: '/dev/null',
    terraform: tools.terraform,
  });
  for (const [name, topology] of Object.entries(organizations)) {
    buildApp(topology, { stateDirectory: directory, outdir: join(directory, name) }).synth();
  }
  take('blueprint.yaml', 'state');
  const init = ['init', '-backend=false', '-input=false', '-no-color'];
  expect(await run(tools.terraform, init, { cwd: workplace, environment })).toMatchObject({
    code: 0,
    stderr: '',
  });
});

afterAll(() => rmSync(directory, { recursive: true }));

function take(name: string, id: string): void {
  copyFileSync(join(directory, name, 'stacks', id, 'cdk.tf.json'), join(workplace, 'cdk.tf.json'));
}

test.each(stacks)('the real provider accepts $id of $name', async ({ name, id }) => {
  take(name, id);
  const { stdout } = await run(tools.terraform, ['validate', '-json'], { cwd: workplace, environment });
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
});
