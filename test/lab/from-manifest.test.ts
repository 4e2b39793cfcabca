import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationOf } from '../../lab/from-manifest';
import type { Lab } from '../../lab/lab';
import { run } from '../../lab/process';
import { writeProfiles } from '../../lab/profiles';
import { loadManifest, parseManifest } from '../../lib/manifest/load';
import { resolve } from '../../lib/topology/resolve';

const example = join(__dirname, '../../blueprint.yaml');

test('the example organization is the one the lab deals', () => {
  expect(organizationOf(loadManifest(example).manifest)).toMatchObject({
    id: 'o-hbrpoig8f1',
    managementAccount: '123456789012',
    units: { nonproduction: { id: 'ou-cbfn-6l6gt6mj' }, production: { id: 'ou-cbfn-mtzx272h' } },
    accounts: [
      { id: '387262473178', roles: ['OrganizationAccountAccessRole'] },
      { id: '998543534624', unit: 'nonproduction' },
      { id: '427868011280', unit: 'nonproduction' },
      { id: '541458685014', unit: 'nonproduction' },
      { id: '699577738721', unit: 'production' },
      { id: '743487347143', unit: 'production' },
    ],
  });
});

test('the role the deployer assumes is made in every account, the management account’s own where one is named', () => {
  const { manifest } = parseManifest(
    `name: acme
organization: { id: o-aaaaaaaaaa, managementAccount: '111111111111' }
access: { roleName: AWSControlTowerExecution, management: { roleName: Deployer } }
hub: { account: '222222222222', regions: [eu-west-1] }
environments:
  staging: { accounts: { main: '333333333333' }, regions: [eu-west-1], pullThrough: [{ upstream: quay }] }
`,
    'test.yaml',
  );
  expect(organizationOf(manifest).accounts).toEqual([
    { id: '222222222222', roles: ['AWSControlTowerExecution'] },
    { id: '333333333333', roles: ['AWSControlTowerExecution'] },
    { id: '111111111111', roles: ['Deployer'] },
  ]);
});

describe('for the AWS CLI', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'profiles-test-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const write = (): void => {
    const config = join(directory, 'aws-config');
    const variables = {
      AWS_CONFIG_FILE: config,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_REGION: 'eu-west-1',
    };
    writeProfiles(
      { directory, variables } as unknown as Lab,
      resolve(loadManifest(example).manifest),
      '/lab/blueprint.yaml',
    );
  };

  test('each account has a profile that assumes its role in its first Region', () => {
    write();
    const config = readFileSync(join(directory, 'aws-config'), 'utf8');
    expect(config.match(/^\[.*\]$/gm)).toEqual([
      '[default]',
      '[profile hub]',
      '[profile development-main]',
      '[profile staging-main]',
      '[profile regression-main]',
      '[profile production-eu]',
      '[profile production-us]',
    ]);
    expect(config).toContain(`[profile production-us]
role_arn = arn:aws:iam::743487347143:role/OrganizationAccountAccessRole
credential_source = Environment
region = us-east-1
`);
  });

  test('a shell that sources the file sees the lab; its own Region would beat the profile’s', async () => {
    write();
    const { stdout } = await run('sh', ['-c', `. '${directory}/lab.sh'; env`], {
      environment: {
        PATH: process.env['PATH'],
        AWS_PROFILE: 'work',
        AWS_DEFAULT_REGION: 'us-west-2',
        TF_VAR_token: 'work',
        https_proxy: 'http://work',
        BLUEPRINT: 'work.yaml',
        AWFUL: 'mine',
      },
    });
    expect(
      stdout
        .split('\n')
        .filter((line) => /^(AWS_|TF_|AWFUL|BLUEPRINT|https_proxy)/.test(line))
        .sort(),
    ).toEqual([
      'AWFUL=mine',
      `AWS_CONFIG_FILE=${directory}/aws-config`,
      'AWS_ENDPOINT_URL=http://127.0.0.1:1',
      'BLUEPRINT=/lab/blueprint.yaml',
    ]);
  });
});
