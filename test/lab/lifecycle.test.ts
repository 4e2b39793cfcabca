import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../../lab/deployment';
import { type Lab, startLab } from '../../lab/lab';
import { endProcessesMarked } from '../../lab/leftovers';
import { makeOwnDirectory } from '../../lab/own-directory';
import { run } from '../../lab/process';
import { STAGING, organization } from './lab-fixture';

const directories = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('image-supply-lab-'));

/** Child processes of this one: whatever a lab started here and did not end. */
async function children(): Promise<string[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'ppid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => Number.parseInt(line, 10) === process.pid && /moto_server/.test(line));
}

test('a manifest with other ids is told each of them, and what the lab dealt; nothing is left', async () => {
  const start = startLab({
    organization: {
      ...organization,
      id: 'o-aaaaaaaaaa',
      managementAccount: '111111111111',
      units: {
        nonproduction: { id: 'ou-cbfn-6l6gt6mj' },
        sandbox: { id: 'ou-aaaa-aaaaaaaa', parent: 'nonproduction' },
      },
      networks: [
        {
          account: STAGING,
          region: 'eu-west-1',
          vpc: 'vpc-1',
          subnets: ['subnet-1'],
          routeTables: ['rtb-1'],
        },
      ],
    },
  });
  await expect(start).rejects.toMatchObject({ name: 'LabError' });
  const lines = ((await start.catch((error: Error) => error)) as Error).message.split('\n').slice(1);
  expect(lines).toEqual([
    '  organization.id: the manifest says o-aaaaaaaaaa, the lab dealt o-hbrpoig8f1',
    '  organization.managementAccount: the manifest says 111111111111, the lab dealt 123456789012',
    expect.stringMatching(
      /^ {2}organization.organizationalUnits.sandbox: .* ou-aaaa-aaaaaaaa, .* ou-cbfn-\w{8}$/,
    ),
    expect.stringMatching(/^ {2}network of \d+ in eu-west-1, vpc: .* vpc-1, the lab dealt vpc-\w{17}$/),
    expect.stringMatching(/subnet 1: .* subnet-1, the lab dealt subnet-\w{17}$/),
    expect.stringMatching(/route table 1: .* rtb-1, the lab dealt rtb-\w{17}$/),
  ]);
  expect(await children()).toEqual([]);
}, 60_000);

test('stop() leaves no process, no port and no directory', async () => {
  const before = directories();
  const lab: Lab = await startLab({ organization });
  expect(existsSync(lab.directory)).toBe(true);
  expect(await children()).toHaveLength(1);
  const idle = await fetch(`${lab.endpoint}/moto-api/`); // keeps its connection

  await Promise.all([lab.stop(), lab.stop()]);

  expect(idle.ok).toBe(true);
  expect(await children()).toEqual([]);
  expect(existsSync(lab.directory)).toBe(false);
  expect(directories().filter((name) => !before.includes(name) && lab.directory.endsWith(name))).toEqual([]);
  await expect(fetch(lab.endpoint)).rejects.toThrow();
}, 60_000);

describe('a directory that a killed lab left', () => {
  const left = (owner: string | undefined): string => {
    const directory = mkdtempSync(join(tmpdir(), 'image-supply-lab-'));
    if (owner !== undefined) writeFileSync(join(directory, 'owner'), owner);
    return directory;
  };
  const swept = (directory: string): boolean => {
    const own = makeOwnDirectory();
    const gone = !existsSync(directory);
    for (const each of [own, directory]) rmSync(each, { recursive: true, force: true });
    return gone;
  };

  test('goes when the next lab starts', async () => {
    const ended = await run('sh', ['-c', 'echo $$']);
    expect(swept(left(ended.stdout.trim()))).toBe(true);
  });

  test('stays while its owner lives', () => {
    expect(swept(left(String(process.pid)))).toBe(false);
  });

  test('stays if nobody knows whose it is', () => {
    expect(swept(left(undefined))).toBe(false);
  });
});

describe('what moved to a session of its own, as Terraform does under CDKTF', () => {
  /** Sleeps in a new session, out of reach of every signal to the group that started it. */
  const start = (environment: Record<string, string>) => {
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore', env: environment });
    return { child, ended: new Promise((done) => child.once('exit', (_, signal) => done(signal))) };
  };

  test('is interrupted by the mark in its environment, and nothing else is', async () => {
    const mark = randomUUID();
    const ours = start({ PATH: process.env['PATH'] ?? '', MARK: mark });
    const others = start({ PATH: process.env['PATH'] ?? '', MARK: randomUUID() });
    await endProcessesMarked(mark);
    expect(await ours.ended).toBe('SIGINT');
    expect(others.child.exitCode ?? others.child.signalCode).toBeNull();
    others.child.kill('SIGKILL');
    await others.ended;
  });
});

test('a deployment that was stopped starts nothing any more', async () => {
  const deployment = new Deployment({ environment: process.env, terraform: 'false', output: tmpdir() });
  await deployment.stop();
  await expect(deployment.terraform('hub', ['plan'])).rejects.toThrow('stopped');
});
