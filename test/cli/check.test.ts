import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCommand } from '../../cli/check';
import { NOW } from '../checks/findings';
import { exampleSource } from '../topologies';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'check-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
  process.exitCode = undefined;
});

/** Runs `check` on a manifest; the name of its file is replaced by `m.yaml`. */
async function check(source: string, ...options: string[]): Promise<{ output: string; exitCode: unknown }> {
  const file = join(directory, 'm.yaml');
  writeFileSync(file, source);
  let output = '';
  const print = (text: string) => {
    output += text;
  };
  await checkCommand(file, () => NOW, print).parseAsync(options, { from: 'user' });
  return { output: output.replaceAll(file, 'm.yaml'), exitCode: process.exitCode };
}

test('a manifest without findings: the headroom of every registry, exit 0', async () => {
  const { output, exitCode } = await check(exampleSource());
  expect(exitCode).toBeUndefined();
  const lines = output.split('\n').map((line) => line.split(/ {2,}/));
  expect(lines[0]).toEqual([
    'headroom',
    'pull-through-rules',
    'replication-destinations',
    'replication-rules',
    'replication-filters',
    'scanning-rules',
    'registry-policy-size',
    'repository-name-length',
    'role-name-length',
    'policy-name-length',
    'endpoint-policy-size',
    'service-control-policy-size',
    'service-control-policies',
    'resource-control-policy-size',
    'resource-control-policies',
    'left for upstream paths',
  ]);
  expect(lines.find(([stack]) => stack === 'development-main-eu-west-1')).toEqual([
    'development-main-eu-west-1',
    '5/50',
    '1/2',
    '0/10240',
    '23/64',
    '37/128',
    '245',
  ]);
  expect(lines.find(([stack]) => stack === 'replication-eu-west-1')).toEqual([
    'replication-eu-west-1',
    '3/25',
    '1/10',
    '1/100',
  ]);
  expect(lines.at(-1)).toEqual(['0 errors, 0 warnings']);
});

test('an error is printed with its position, its reason and its source, exit 1', async () => {
  const source = exampleSource({ 'environments.staging.organizationalUnit': 'prod' });
  const { output, exitCode } = await check(source);
  const line = source.split('\n').findIndex((text) => text.endsWith('organizationalUnit: prod')) + 1;
  expect(exitCode).toBe(1);
  expect(output.split('\n').slice(0, 3)).toEqual([
    `error: m.yaml:${line}:25 environments.staging.organizationalUnit: found the unknown organizational unit "prod", expected one of: nonproduction, production [unknown-unit]`,
    '  why: Nothing could be granted to it or attached to it.',
    '  see: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html',
  ]);
  expect(output.split('\n').at(-1)).toBe('1 error, 0 warnings');
});

test('a warning is printed and is no failure', async () => {
  const { output, exitCode } = await check(exampleSource({ alerts: {} }));
  expect(exitCode).toBeUndefined();
  expect(output).toContain('warning: m.yaml:');
  expect(output.split('\n').at(-1)).toBe('0 errors, 1 warning');
});

test('for machines: one JSON object', async () => {
  const { output } = await check(exampleSource({ alerts: {} }), '--json');
  const report = JSON.parse(output) as {
    findings: Record<string, unknown>[];
    headroom: { usage: Record<string, unknown>[]; repositoryNames: Record<string, unknown>[] };
  };
  expect(report.findings).toMatchObject([
    {
      id: 'not-deployed',
      severity: 'warning',
      file: 'm.yaml',
      path: 'alerts',
      message: 'accepted, but this version deploys nothing for it [not-deployed]',
      source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/stacks',
    },
  ]);
  expect(report.headroom.usage).toContainEqual({
    quota: 'pull-through-rules',
    stack: 'development-main-eu-west-1',
    of: 'development-main-eu-west-1',
    used: 5,
    limit: 50,
    path: ['environments', 'development', 'pullThrough'],
  });
  expect(report.headroom.repositoryNames).toContainEqual({
    stack: 'staging-main-eu-west-1',
    prefix: 'approved',
    left: 247,
  });
});

test('what the schema refuses comes in the same form, without headroom', async () => {
  const { output, exitCode } = await check('name: acme\nnmae: x\n', '--json');
  const report = JSON.parse(output) as { findings: Record<string, unknown>[] };
  expect(exitCode).toBe(1);
  expect(report.findings[0]).toMatchObject({ severity: 'error', file: 'm.yaml', line: 1, column: 1 });
  expect(report).not.toHaveProperty('headroom');
});

describe('as people run it', () => {
  const project = join(__dirname, '..', '..');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(project, 'node_modules/.bin/ts-node'), 'cli/blueprint.ts', ...args], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, BLUEPRINT: 'examples/everything.yaml' },
    });

  test('the manifest is the one that BLUEPRINT names', () => {
    const { stdout, status } = run('check');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 errors, 3 warnings');
  });

  test('an unknown command is wrong usage', () => {
    const { stderr, status } = run('chekc');
    expect(stderr).toContain("error: unknown command 'chekc'");
    expect(status).toBe(2);
  });

  test('main.ts says warnings and builds', () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(project, 'node_modules/.bin/ts-node'), 'main.ts'],
      {
        cwd: project,
        encoding: 'utf8',
        env: { ...process.env, BLUEPRINT: 'examples/everything.yaml', CDKTF_OUTDIR: directory },
      },
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    const warnings = stderr.split('\n').filter((line) => line.startsWith('warning: '));
    expect(warnings.map((line) => /\[([a-z-]+)\]$/.exec(line)?.[1])).toEqual([
      'chained-rule',
      'not-deployed',
      'not-deployed',
    ]);
    expect(readdirSync(join(directory, 'stacks'))).toContain('staging-main-eu-west-1-network');
  });
});
