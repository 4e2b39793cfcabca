import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { exampleSource } from '../topologies';
import { eventually, processesNaming } from './processes';

jest.setTimeout(420_000);

const project = resolve(__dirname, '..', '..');
const execute = promisify(execFile);

/** A demo that runs as a person starts it; `mark` is in the environment of everything it starts. */
interface Demo {
  readonly child: ChildProcess;
  readonly mark: string;
  output: string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const directory = mkdtempSync(join(tmpdir(), 'demo-test-'));
const demos: Demo[] = [];

function demo(args: string[], environment: NodeJS.ProcessEnv = {}): Demo {
  const mark = randomUUID();
  const child = spawn(process.execPath, ['-r', 'ts-node/register', 'lab/demo.ts', ...args], {
    cwd: project,
    env: { ...process.env, ...environment, DEMO_MARK: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Demo = {
    child,
    mark,
    output: '',
    ended: new Promise((done) => child.once('close', (code, signal) => done(code ?? signal))),
  };
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (running.output += data.toString()));
  demos.push(running);
  return running;
}

/** Waits until the demo has printed what matches; fails with its output if it ends before. */
async function printed(running: Demo, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(running.output);
    if (match !== null) return match;
    const ended = await Promise.race([
      running.ended,
      new Promise<'tick'>((tick) => setTimeout(() => tick('tick'), 100)),
    ]);
    if (ended !== 'tick' && !pattern.test(running.output))
      throw new Error(`the demo ended with ${ended}:\n${running.output}`);
  }
}

afterAll(async () => {
  for (const { child, ended } of demos) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(directory, { recursive: true });
});

/** One environment, state in local files: the quickest organization that is deployed for real. */
const smallChanges = {
  state: undefined,
  'environments.development': undefined,
  'environments.regression': undefined,
  'environments.production': undefined,
  guardrails: undefined,
  'repositories.encryption': 'aes256',
};

function smallManifest(): string {
  const file = join(directory, 'blueprint.yaml');
  writeFileSync(file, exampleSource(smallChanges));
  return file;
}

test.each([
  ['at the start', /state +init/, undefined],
  ['among the environments', /staging-main-eu-west-1 +apply/, smallManifest],
])('killed %s, it leaves no process behind', async (_, moment, manifest) => {
  const killed = demo([], manifest && { BLUEPRINT: manifest() });
  await printed(killed, moment);
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');
  await eventually(() => processesNaming(killed.mark));
});

test('interrupted, it ends what it started and says so', async () => {
  const interrupted = demo([]);
  const [, lab = ''] = await printed(interrupted, /lab at (http:\S+):/);
  await printed(interrupted, /state +init/);
  interrupted.child.kill('SIGINT');
  expect(await interrupted.ended).toBe(130);
  expect(interrupted.output).toContain('interrupted: ending what was started');
  expect(processesNaming(interrupted.mark)).toEqual([]);
  await expect(fetch(lab)).rejects.toThrow('fetch failed');
});

test('a manifest with a mistake is refused before anything starts', async () => {
  const file = join(directory, 'mistake.yaml');
  writeFileSync(file, exampleSource({ 'hub.region': 'eu-west-1' }));
  const refused = demo([], { BLUEPRINT: file });
  expect(await refused.ended).toBe(1);
  expect(refused.output).toMatch(/^\S+mistake\.yaml:\d+:\d+ hub\.region: /);
  expect(refused.output).not.toContain('    at ');
});

test('a manifest for another organization is refused with both ids', async () => {
  const file = join(directory, 'other.yaml');
  writeFileSync(file, exampleSource({ 'organization.id': 'o-a1b2c3d4e5' }));
  const refused = demo([], { BLUEPRINT: file });
  expect(await refused.ended).toBe(1);
  expect(refused.output).toContain(
    'organization.id: the manifest says o-a1b2c3d4e5, the lab dealt o-hbrpoig8f1',
  );
});

test('a small organization is deployed, read back and planned again, and nothing survives', async () => {
  const small = demo([], { BLUEPRINT: smallManifest() });
  expect(await small.ended).toBe(0);
  expect(small.output.trimEnd().split('\n').at(-1)).toBe('2 deployed, 2 planned again, 0 changes');
  expect(readdirSync(directory).filter((name) => name.endsWith('.tfstate'))).toEqual([]);
  expect(processesNaming(small.mark)).toEqual([]);
});

test('a deployment that fails says which stack, why, and what the lab refused', async () => {
  const file = join(directory, 'too-large.yaml');
  const only = Array.from({ length: 300 }, (_, index) => `team-${index}/application`);
  writeFileSync(
    file,
    exampleSource({
      ...smallChanges,
      'environments.staging.pullThrough': [{ hub: 'approved', only }],
      limits: { 'registry-policy-size': 100_000 }, // as if AWS had raised it, which it has not
    }),
  );
  const failed = demo([], { BLUEPRINT: file });
  expect(await failed.ended).toBe(1);
  expect(failed.output).toContain('deployment of staging-main-eu-west-1 failed:');
  expect(failed.output).toContain("Invalid parameter at 'policyText'");
  expect(failed.output).toContain('moto said, last:');
  expect(processesNaming(failed.mark)).toEqual([]);
});

describe('the example, kept', () => {
  let kept: Demo;
  let shellFile: string;

  beforeAll(async () => {
    kept = demo(['--keep']);
    await printed(kept, /\d+ changes\n/);
    shellFile = /^ +\. (\S+)$/m.exec(kept.output)?.[1] ?? '';
  });

  /** A command in a shell that sourced the file, started from an environment that would lead it astray. */
  const byHand = async (command: string) => {
    const astray = { AWS_PROFILE: 'somebody-else', AWS_CA_BUNDLE: '/nowhere', TF_CLI_ARGS: '-bogus' };
    const options = {
      cwd: project,
      env: { ...process.env, ...astray, CDKTF_OUTPUT: join(directory, 'by-hand') },
    };
    const script = `. ${shellFile} && export CDKTF_OUTPUT=${join(directory, 'by-hand')} && ${command}`;
    return (await execute('bash', ['-c', script], { ...options, maxBuffer: 1e8 })).stdout;
  };

  test('ends with how much was deployed and planned again', () => {
    expect(kept.output.trimEnd().split('\n').at(-1)).toBe('13 deployed, 13 planned again, 0 changes');
  });

  test('says of every stack what it does and how many are left', () => {
    expect(
      kept.output
        // Without the counts where the CLI ended before it had printed them.
        .match(/deployed( \(\d+ added, 0 changed, 0 destroyed\))?, \d+ left/g)
        ?.map((line) => line.split(', ').at(-1)),
    ).toEqual(Array.from({ length: 13 }, (_, index) => `${12 - index} left`));
  });

  test('reads the registries back from the APIs', () => {
    expect(kept.output).toContain(
      [
        'staging-main-eu-west-1  (account 427868011280, eu-west-1, pull-through)',
        '  settings    policy scope V2     scanning ENHANCED CONTINUOUS_SCAN',
        '  rule        approved/           → 387262473178.dkr.ecr.eu-west-1.amazonaws.com/approved  role acme-fetch-eu-west-1',
        '  template    approved/           PULL_THROUGH_CACHE  MUTABLE  KMS alias/acme-images  lifecycle  role acme-template-eu-west-1',
      ].join('\n'),
    );
  });

  test('leaves a lab in which cdktf diff sees no change', async () => {
    expect(await byHand('npx cdktf diff staging-main-eu-west-1')).toContain('No changes');
  });

  test('leaves a lab in which an environment is deployed again by its glob', async () => {
    expect(await byHand("npx cdktf deploy 'staging-*' --auto-approve")).toContain(
      '0 added, 0 changed, 0 destroyed',
    );
  });

  test('leaves a profile per account, for any tool that reads the AWS configuration', async () => {
    const script = `
      const { ECRClient, DescribePullThroughCacheRulesCommand } = require('@aws-sdk/client-ecr');
      new ECRClient({}).send(new DescribePullThroughCacheRulesCommand({}))
        .then(({ pullThroughCacheRules }) => console.log(pullThroughCacheRules.map((rule) => rule.registryId + ' ' + rule.ecrRepositoryPrefix).join()));`;
    const rules = await byHand(`AWS_PROFILE=staging-main ${process.execPath} -e "${script}"`);
    expect(rules).toBe('427868011280 approved\n');
  });

  test('ends with Ctrl-C, and then nothing survives', async () => {
    kept.child.kill('SIGINT');
    expect(await kept.ended).toBe(0);
    expect(processesNaming(kept.mark)).toEqual([]);
    expect(existsSync(shellFile)).toBe(false);
  });
});
