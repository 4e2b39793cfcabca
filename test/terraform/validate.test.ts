import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labEnvironment } from '../../lab/environment';
import { run } from '../../lab/process';
import { findTools, type Tools } from '../../lab/tools';
import { buildApp } from '../../stacks/app';
import { example, stackIds } from '../topologies';

jest.setTimeout(120_000);

const directory = mkdtempSync(join(tmpdir(), 'validate-'));
let tools: Tools;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  tools = await findTools();
  for (const folder of tools.directories) mkdirSync(folder, { recursive: true });
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
  buildApp(example(), { stateDirectory: directory, outdir: join(directory, 'out') }).synth();
});

afterAll(() => rmSync(directory, { recursive: true }));

test.each(stackIds(example()))('the real provider accepts stack %s', async (id) => {
  const options = { cwd: join(directory, 'out', 'stacks', id), environment };
  const initialized = await run(
    tools.terraform,
    ['init', '-backend=false', '-input=false', '-no-color'],
    options,
  );
  expect(initialized).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await run(tools.terraform, ['validate', '-json'], options);
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
});
