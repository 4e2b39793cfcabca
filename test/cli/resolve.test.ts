import { CommanderError } from 'commander';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { resolveCommand } from '../../cli/resolve';

const root = join(__dirname, '..', '..');

const NOW = new Date('2026-11-01T00:00:00Z');

/** The command in this process: what it prints and with which code it would end; 2 for wrong usage. */
async function run(...args: string[]): Promise<{ out: string; error: string; code: unknown }> {
  const printed = { out: '', error: '' };
  const print = (text: string) => (printed.out += `${text}\n`);
  const command = resolveCommand(join(root, 'blueprint.yaml'), () => NOW, print)
    .configureOutput({ writeErr: (text) => (printed.error += text) })
    .exitOverride();
  try {
    await command.parseAsync(args, { from: 'user' });
    return { ...printed, code: process.exitCode };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { ...printed, code: error.exitCode === 0 ? 0 : 2 };
  } finally {
    process.exitCode = undefined; // or jest itself would end with it
  }
}

const printed = (...lines: string[]) => `${lines.join('\n')}\n`;

describe('prints', () => {
  test('a name with its reason and its notes, and ends with 0', async () => {
    expect(await run('docker.io/library/nginx:1.27', '--environment', 'development')).toEqual({
      out: printed(
        'docker.io/library/nginx:1.27 in development',
        '',
        'main eu-west-1: 998543534624.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1.27',
        '  rule docker-hub/ → registry-1.docker.io',
        '',
        'note: the first pull needs ecr:BatchImportUpstreamImage and ecr:CreateRepository (the first-pull policy has both)',
        '      https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html',
        "note: a first pull from a subnet without a route to the upstream's CDN is reported to hang: pull once from elsewhere",
        '      https://github.com/aws/containers-roadmap/issues/2304',
      ),
      error: '',
      code: 0,
    });
  });

  test('one name for each registry, and every note once', async () => {
    const { out } = await run('approved/base/node:20', '--environment', 'regression');
    expect(out).toBe(
      printed(
        '387262473178.dkr.ecr.eu-west-1.amazonaws.com/approved/base/node:20 in regression',
        '',
        'main eu-west-1: 541458685014.dkr.ecr.eu-west-1.amazonaws.com/approved/base/node:20',
        '  rule approved/ → 387262473178.dkr.ecr.eu-west-1.amazonaws.com/approved/',
        '',
        'main us-east-1: 541458685014.dkr.ecr.us-east-1.amazonaws.com/approved/base/node:20',
        '  rule approved/ → 387262473178.dkr.ecr.eu-west-1.amazonaws.com/approved/',
        '',
        'note: taken for an image of the hub; the one of Docker Hub is docker.io/approved/base/node',
        '      https://github.com/distribution/reference/blob/main/normalize.go',
        'note: the first pull needs ecr:BatchImportUpstreamImage and ecr:CreateRepository (the first-pull policy has both)',
        '      https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html',
      ),
    );
  });

  test('why there is none, once for all registries, and ends with 1', async () => {
    expect(await run('nginx:1.27', '--environment', 'production')).toEqual({
      out: printed(
        'docker.io/library/nginx:1.27 in production',
        '',
        'eu eu-west-1, eu eu-central-1, us us-east-1: none',
        '  production fetches nothing, it receives release/ of the hub',
        '  → take it from development, and promote it: push it to 387262473178.dkr.ecr.eu-west-1.amazonaws.com/release/…, and replication brings it here',
      ),
      error: '',
      code: 1,
    });
  });

  test('the registries of one account', async () => {
    const { out } = await run('release/shop/web:v1.2.3', '--environment', 'production', '--account', 'us');
    expect(out).toBe(
      printed(
        '387262473178.dkr.ecr.eu-west-1.amazonaws.com/release/shop/web:v1.2.3 in production',
        '',
        'us us-east-1: 743487347143.dkr.ecr.us-east-1.amazonaws.com/release/shop/web:v1.2.3',
        '  the hub replicates release/ to it',
        '',
        'note: taken for an image of the hub; the one of Docker Hub is docker.io/release/shop/web',
        '      https://github.com/distribution/reference/blob/main/normalize.go',
        'note: it is there once it has been pushed to the hub after replication was set up, usually within 30 minutes',
        '      https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html',
      ),
    );
  });

  test('the registry of one Region as JSON', async () => {
    const { out, code } = await run(
      ...['quay.io/x/y', '--environment', 'regression', '--region', 'us-east-1', '--json'],
    );
    expect([JSON.parse(out), code]).toEqual([
      {
        image: 'quay.io/x/y:latest',
        environment: 'regression',
        registries: [
          {
            accountName: 'main',
            account: '541458685014',
            region: 'us-east-1',
            name: null,
            why: 'no rule of regression fetches from quay.io',
            next: [
              'it can be had in development',
              'add { upstream: quay } to environments.regression.pullThrough',
              'push it, tested, to approved/ of the hub, which regression caches',
            ],
            notes: [],
          },
        ],
      },
      1,
    ]);
  });

  test('names and notes as JSON', async () => {
    const { out } = await run('approved/x:1', '--environment', 'staging', '--json');
    expect(JSON.parse(out)).toMatchObject({
      registries: [
        {
          name: '427868011280.dkr.ecr.eu-west-1.amazonaws.com/approved/x:1',
          next: [],
          notes: [{ about: 'hub' }, { about: 'first pull' }],
        },
      ],
    });
  });
});

describe('ends with 2 for', () => {
  test.each<[what: string, args: string[], error: string]>([
    [
      'an unknown environment',
      ['nginx', '--environment', 'stagin'],
      'found the unknown environment "stagin" (did you mean "staging"?), expected one of: development, staging, regression, production',
    ],
    [
      'an account of another environment',
      ['nginx', '--environment', 'production', '--account', 'main'],
      'found the unknown account of production "main", expected one of: eu, us',
    ],
    [
      'a Region that the account has no registry in',
      ['nginx', '--environment', 'production', '--account', 'us', '--region', 'eu-west-1'],
      'found the unknown Region of production, account us "eu-west-1", expected one of: us-east-1',
    ],
    [
      'a wrong image name',
      ['Nginx', '--environment', 'staging'],
      'image "Nginx": found capital letters in "Nginx", expected lower case: nginx',
    ],
    ['no environment', ['nginx'], "error: required option '--environment <name>' not specified"],
  ])('%s', async (_, args, error) => {
    expect(await run(...args)).toEqual({ out: '', error: `${error}\n`, code: 2 });
  });
});

test('is a command of the blueprint, with the manifest that BLUEPRINT names', () => {
  const args = ['-r', 'ts-node/register', 'cli/blueprint.ts', 'resolve', 'nginx', '--environment', 'dev'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, BLUEPRINT: 'nowhere.yaml' },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([
    1,
    'nowhere.yaml:1:1: found no such file, expected a manifest (BLUEPRINT=path chooses another)\n',
  ]);
});
