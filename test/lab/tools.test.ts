import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labEnvironment } from '../../lab/environment';
import { providerInstallation } from '../../lab/provider-installation';
import { findTools } from '../../lab/tools';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'tools-test-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
const mirror = (version: string, host = 'registry.terraform.io'): string => {
  const root = join(directory, `mirror-${version}`);
  mkdirSync(join(root, host, 'hashicorp/aws', version, platform), { recursive: true });
  return root;
};
const cache = '/cache';
const missingFile = { TF_CLI_CONFIG_FILE: '/nowhere/terraformrc' };

test('a missing Terraform is named with the command that installs it', async () => {
  await expect(findTools({ PATH: directory })).rejects.toThrow(
    /^Terraform \(terraform\) is not on PATH; install it with: /,
  );
});

describe('where the provider comes from', () => {
  test('the user’s CLI configuration, when it says so', () => {
    const path = join(directory, 'terraformrc');
    writeFileSync(path, 'provider_installation {\n  direct {}\n}\n');
    const { cliConfig } = providerInstallation('terraform', { TF_CLI_CONFIG_FILE: path }, cache, [
      mirror('5.100.0'),
    ]);
    expect(cliConfig).toBe('provider_installation {\n  direct {}\n}\n');
  });

  test.each(['missing', 'empty'])('a mirror, when that file is %s', (state) => {
    const path = join(directory, 'terraformrc');
    if (state === 'empty') writeFileSync(path, '');
    const root = mirror('5.100.0');
    const found = providerInstallation('terraform', { TF_CLI_CONFIG_FILE: path }, cache, ['/nowhere', root]);
    expect(found.cliConfig).toContain(`path    = "${root}"`);
    expect(found.describe).toBe(`provider 5.100.0 from the mirror ${root}`);
  });

  test('a mirror of packed providers', () => {
    const folder = join(directory, 'registry.terraform.io/hashicorp/aws');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `terraform-provider-aws_6.9.0_${platform}.zip`), '');
    expect(providerInstallation('terraform', missingFile, cache, [directory]).describe).toContain(
      'provider 6.9.0',
    );
  });

  test('the registry with a cache, when a mirror has no version the stacks accept', () => {
    expect(
      providerInstallation('terraform', missingFile, cache, [mirror('5.99.0'), mirror('7.0.0')]),
    ).toEqual({
      cliConfig: 'plugin_cache_dir = "/cache"\n',
      describe: 'provider from registry.terraform.io, cached in /cache',
    });
  });

  test('OpenTofu has its own registry', () => {
    const root = mirror('6.0.0', 'registry.opentofu.org');
    expect(providerInstallation('/usr/bin/tofu', missingFile, cache, [root]).cliConfig).toContain(
      'include = ["registry.opentofu.org/hashicorp/aws"]',
    );
  });
});

test('a child sees the lab and nothing that leads away from it', () => {
  const base = {
    PATH: '/bin',
    HOME: '/home/me',
    BLUEPRINT: 'mine.yaml',
    AWS_PROFILE: 'work',
    AWS_SESSION_TOKEN: 'real',
    AWS_ROLE_ARN: 'arn:aws:iam::1:role/x',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/',
    AWS_CA_BUNDLE: '/ca.pem',
    AWS_ENDPOINT_URL_S3: 'https://s3.example.com',
    AWS_USE_FIPS_ENDPOINT: 'true',
    https_proxy: 'http://proxy',
    HTTP_PROXY: 'http://proxy',
    TF_LOG: 'TRACE',
    TF_CLI_ARGS_plan: '-refresh=false',
    TF_WORKSPACE: 'other',
  };
  const environment = labEnvironment(base, {
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-west-1',
    cliConfigFile: '/lab/terraform.rc',
    awsConfigFile: '/lab/aws-config',
    awsCredentialsFile: '/lab/aws-credentials',
    terraform: '/bin/terraform',
  });
  const names = Object.keys(base).filter((name) => name in environment);
  expect(names).toEqual(['PATH', 'HOME', 'BLUEPRINT']);
  expect(environment).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_CONFIG_FILE: '/lab/aws-config',
    TF_CLI_CONFIG_FILE: '/lab/terraform.rc',
    CDKTF_SKIP_PROVIDER_LOCK: 'true',
  });
});
