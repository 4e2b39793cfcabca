import { example, stackIds } from '../topologies';
import { addresses, synthesize, type Synthesized } from './synthesized';

const topology = example();
let stacks: Record<string, Synthesized>;

beforeAll(() => {
  stacks = synthesize(topology);
});

const stack = (id: string): Synthesized => {
  const found = stacks[id];
  if (found === undefined) throw new Error(`no stack ${id}`);
  return found;
};

test('every stack refuses every account but its own, and assumes its role in member accounts', () => {
  const providers = topology.stacks.map(({ id, account, region }) => ({
    account,
    region,
    found: stack(id).provider['aws'],
  }));
  for (const { account, region, found } of providers) {
    const role = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    expect(found).toEqual([
      {
        region,
        allowed_account_ids: [account],
        // That role exists in member accounts only.
        ...(account !== '123456789012' && { assume_role: [{ role_arn: role, session_name: 'acme' }] }),
        default_tags: [{ tags: { owner: 'platform', 'image-supply': 'acme' } }],
      },
    ]);
  }
});

test('every stack keeps its state under its own key in the one bucket, encrypted and locked', () => {
  for (const id of stackIds(topology)) {
    expect(stack(id).terraform['backend']).toEqual({
      s3: {
        bucket: 'acme-image-supply-state',
        key: `acme/${id}.tfstate`,
        region: 'eu-west-1',
        encrypt: true,
        kms_key_id: 'arn:aws:kms:eu-west-1:387262473178:alias/acme-state',
        use_lockfile: true,
        assume_role: {
          role_arn: 'arn:aws:iam::387262473178:role/OrganizationAccountAccessRole',
          session_name: 'acme',
        },
      },
    });
  }
});

test('the registry policy waits for scope V2, without which ECR refuses it', () => {
  expect(stack('hub-eu-west-1').resource?.['aws_ecr_registry_policy']?.['policy']?.['depends_on']).toEqual([
    'aws_ecr_account_setting.policy-scope',
  ]);
});

test('a rule waits for its template: a repository made before it is wrong for ever', () => {
  const rules = stack('development-main-eu-west-1').resource?.['aws_ecr_pull_through_cache_rule'] ?? {};
  const waits = Object.values(rules).map(({ ecr_repository_prefix: prefix, depends_on: on }) => [
    prefix,
    (on as string[])[0],
  ]);
  expect(waits).toEqual(
    ['approved', 'docker-hub', 'ecr-public', 'ghcr', 'quay'].map((prefix) => [
      prefix,
      `aws_ecr_repository_creation_template.template-${prefix}`,
    ]),
  );
});

test('fetch role and template role are two roles with two trusts', () => {
  const roles = stack('staging-main-eu-west-1').resource?.['aws_iam_role'] ?? {};
  const trust = Object.entries(roles).map(([id, { assume_role_policy: policy }]) => [
    id,
    (policy as { Statement: { Principal: unknown }[] }).Statement[0]?.Principal,
  ]);
  expect(trust).toEqual([
    ['role-fetch', { Service: 'pullthroughcache.ecr.amazonaws.com' }],
    ['role-template', { Service: 'ecr.amazonaws.com' }],
  ]);
});

test('a token enters through an ephemeral variable and leaves through a write-only argument', () => {
  const { variable, resource } = stack('credentials-development-main-eu-west-1');
  expect(variable?.['docker_hub_token']).toEqual({
    type: 'string',
    description: 'access token for ecr-pullthroughcache/docker-hub; needed only to write a new version',
    default: '',
    sensitive: true,
    ephemeral: true,
  });
  expect(resource?.['aws_secretsmanager_secret_version']?.['version-docker-hub']).toEqual({
    secret_id: '${aws_secretsmanager_secret.secret-docker-hub.id}',
    secret_string_wo:
      '${var.docker_hub_username == "" || var.docker_hub_token == "" ? "" : jsonencode({username = var.docker_hub_username, accessToken = var.docker_hub_token})}',
    secret_string_wo_version: 1,
  });
});

test('an upstream secret is under the default key, the only one that ECR can read with', () => {
  const secrets =
    stack('credentials-development-main-eu-west-1').resource?.['aws_secretsmanager_secret'] ?? {};
  expect(Object.values(secrets).filter((secret) => 'kms_key_id' in secret)).toEqual([]);
});

test('a registry stack finds a secret by name and never reads its value', () => {
  expect(Object.keys(stack('development-main-eu-west-1').data ?? {})).toEqual(['aws_secretsmanager_secret']);
});

test('replication filters end in a slash, or `release` would take `release-candidate/` along', () => {
  const configuration =
    stack('replication-eu-west-1').resource?.['aws_ecr_replication_configuration']?.['replication'];
  const { rule } = configuration?.['replication_configuration'] as { rule: { repository_filter: unknown }[] };
  expect(rule.map(({ repository_filter: filter }) => filter)).toEqual([
    [{ filter: 'release/', filter_type: 'PREFIX_MATCH' }],
  ]);
});

test('production has no pull-through rule and no fetch role', () => {
  const production = addresses(stack('production-eu-eu-west-1'));
  expect(production.filter((address) => /pull_through|fetch|first-pull/.test(address))).toEqual([]);
});

test('the state bucket and its key cannot be destroyed', () => {
  const { resource } = stack('state');
  const kept = [resource?.['aws_s3_bucket']?.['bucket'], resource?.['aws_kms_key']?.['key']];
  expect(kept.map((block) => block?.['lifecycle'])).toEqual([
    { prevent_destroy: true },
    { prevent_destroy: true },
  ]);
});
