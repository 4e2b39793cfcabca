import { example } from '../topologies';
import { synthesize } from './synthesized';

const stack = (id: string, changes: Record<string, unknown>) => {
  const found = synthesize(example(changes))[id];
  if (found === undefined) throw new Error(`no stack ${id}`);
  return found;
};

test('without a state bucket the state is a file beside the manifest', () => {
  expect(stack('hub-eu-west-1', { state: undefined }).terraform['backend']).toEqual({
    local: { path: '/manifests/acme.hub-eu-west-1.tfstate' },
  });
});

test('while its bucket does not exist the state stack alone keeps local state', () => {
  const stacks = synthesize(example({ 'state.bootstrap': true }));
  const backends = Object.entries(stacks).map(([id, { terraform }]) => [
    id,
    Object.keys(terraform['backend'] as object),
  ]);
  expect(backends.filter(([, kinds]) => kinds?.includes('local')).map(([id]) => id)).toEqual(['state']);
});

test('scanning that is managed elsewhere is left alone: our own setting would be refused', () => {
  const { resource } = stack('staging-main-eu-west-1', { scanning: { managed: 'elsewhere' } });
  expect(Object.keys(resource ?? {})).not.toContain('aws_ecr_registry_scanning_configuration');
});

test('adopt imports the singletons of the registry, which have one owner only', () => {
  const adopted = stack('staging-main-eu-west-1', {
    'environments.staging.accounts.main': { id: '427868011280', adopt: true },
  });
  expect(adopted.import).toEqual([
    { to: 'aws_ecr_account_setting.policy-scope', id: 'REGISTRY_POLICY_SCOPE' },
    { to: 'aws_ecr_registry_policy.policy', id: '427868011280' },
    { to: 'aws_ecr_registry_scanning_configuration.scanning', id: '427868011280' },
  ]);
});

test('adopt in the hub imports its registries and the replication configuration of its home Region', () => {
  const changes = { 'hub.adopt': true, 'hub.regions': ['eu-west-1', 'us-east-1'] };
  const imported = (id: string) => stack(id, changes).import?.map(({ to }) => to);
  const singletons = [
    'aws_ecr_account_setting.policy-scope',
    'aws_ecr_registry_policy.policy',
    'aws_ecr_registry_scanning_configuration.scanning',
  ];
  expect(imported('hub-eu-west-1')).toEqual(singletons);
  expect(imported('hub-us-east-1')).toEqual(singletons);
  expect(stack('replication-eu-west-1', changes).import).toEqual([
    { to: 'aws_ecr_replication_configuration.replication', id: '387262473178' },
  ]);
});

test('a registry that no longer encrypts with its key forgets it instead of deleting it: images need it', () => {
  const { removed, resource } = stack('production-eu-eu-west-1', { 'repositories.encryption': 'aes256' });
  expect(removed).toEqual([{ from: 'aws_kms_key.images', lifecycle: { destroy: false } }]);
  expect(resource?.['aws_kms_alias']).toBeUndefined();
});

test('aes256 needs no key, and its templates say so', () => {
  const { resource } = stack('production-eu-eu-west-1', { 'repositories.encryption': 'aes256' });
  expect(resource?.['aws_kms_key']).toBeUndefined();
  expect(
    resource?.['aws_ecr_repository_creation_template']?.['template-release']?.['encryption_configuration'],
  ).toEqual([{ encryption_type: 'AES256' }]);
});

test('lambda lets the service pull from the repositories that a template creates', () => {
  const { resource } = stack('production-eu-eu-west-1', {
    'environments.production.repositories': { lambda: true },
  });
  expect(
    resource?.['aws_ecr_repository_creation_template']?.['template-release']?.['repository_policy'],
  ).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LambdaPull',
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Condition: { StringLike: { 'aws:SourceArn': 'arn:aws:lambda:eu-west-1:699577738721:function:*' } },
      },
    ],
  });
});

test('the deployer assumes the role that the manifest names', () => {
  const { provider } = stack('staging-main-eu-west-1', { 'access.roleName': 'AWSControlTowerExecution' });
  expect(provider['aws']?.[0]?.['assume_role']).toEqual([
    { role_arn: 'arn:aws:iam::427868011280:role/AWSControlTowerExecution', session_name: 'acme' },
  ]);
});

test('tags that stay mutable are exclusions, in a template and in a repository', () => {
  const some = { tagMutability: 'immutable', mutableTags: ['latest'] };
  const template = stack('staging-main-eu-west-1', { 'environments.staging.repositories': some });
  const repository = stack('hub-eu-west-1', {
    'hub.namespaces.approved': { create: ['base/node'], ...some },
  });
  const blocks = [
    template.resource?.['aws_ecr_repository_creation_template']?.['template-approved'],
    repository.resource?.['aws_ecr_repository']?.['repository-approved_base_node_4f87b40e'],
  ];
  expect(
    blocks.map((block) => [
      block?.['image_tag_mutability'],
      block?.['image_tag_mutability_exclusion_filter'],
    ]),
  ).toEqual([
    ['IMMUTABLE_WITH_EXCLUSION', [{ filter: 'latest', filter_type: 'WILDCARD' }]],
    ['IMMUTABLE_WITH_EXCLUSION', [{ filter: 'latest', filter_type: 'WILDCARD' }]],
  ]);
});

describe('a rule at another private registry', () => {
  const withUpstream = (entry: object) =>
    stack('staging-main-eu-west-1', {
      'environments.staging.pullThrough': [
        { upstream: 'ecr', url: '123412341234.dkr.ecr.us-east-1.amazonaws.com', prefix: 'partner', ...entry },
      ],
    }).resource;

  test('is fetched with the fetch role, the whole registry unless a namespace is named', () => {
    const rule = (entry: object) =>
      withUpstream(entry)?.['aws_ecr_pull_through_cache_rule']?.['rule-partner'];
    const fetched = {
      ecr_repository_prefix: 'partner',
      upstream_registry_url: '123412341234.dkr.ecr.us-east-1.amazonaws.com',
      custom_role_arn: '${aws_iam_role.role-fetch.arn}',
    };
    const depends_on = [
      'aws_ecr_repository_creation_template.template-partner',
      'aws_iam_role_policy.permissions-fetch',
    ];
    expect(rule({})).toEqual({ ...fetched, depends_on });
    expect(rule({ upstreamPrefix: 'team-a' })).toEqual({
      ...fetched,
      upstream_repository_prefix: 'team-a',
      depends_on,
    });
  });

  test('lets the fetch role read what the rule names', () => {
    const policy = withUpstream({ upstreamPrefix: 'team-a' })?.['aws_iam_role_policy']?.[
      'permissions-fetch'
    ]?.['policy'] as { Statement: { Sid: string; Resource: unknown }[] };
    expect(policy.Statement.find(({ Sid }) => Sid === 'ReadUpstream')?.Resource).toEqual([
      'arn:aws:ecr:us-east-1:123412341234:repository/team-a/*',
    ]);
  });
});

describe('guardrails', () => {
  const guardrails = (units: unknown) => stack('guardrails', { 'guardrails.units': units }).resource;
  const attachments = (units: unknown) =>
    Object.keys(guardrails(units)?.['aws_organizations_policy_attachment'] ?? {}).sort();

  test('that observe are written and attached nowhere', () => {
    expect(attachments([{ unit: 'production', mode: 'observe' }])).toEqual([]);
    expect(
      Object.keys(guardrails([{ unit: 'production', mode: 'observe' }])?.['aws_organizations_policy'] ?? {}),
    ).toEqual(expect.arrayContaining(['rcp-production-1', 'scp-production-1']));
  });

  test('that enforce are the same policies, attached to the unit', () => {
    const observed = guardrails([{ unit: 'production', mode: 'observe' }])?.['aws_organizations_policy'];
    const enforced = guardrails(['production']);
    expect(enforced?.['aws_organizations_policy']).toEqual(observed);
    expect(enforced?.['aws_organizations_policy_attachment']?.['scp-production-1-attachment']).toEqual({
      policy_id: '${aws_organizations_policy.scp-production-1.id}',
      target_id: 'ou-cbfn-mtzx272h',
    });
  });

  test('say at plan time that their policy type is not enabled', () => {
    const policy = guardrails(['production'])?.['aws_organizations_policy']?.['scp-production-1'];
    expect(policy?.['lifecycle']).toEqual({
      precondition: [
        {
          condition:
            '${contains(data.aws_organizations_organization.organization.enabled_policy_types, "SERVICE_CONTROL_POLICY")}',
          error_message:
            "SERVICE_CONTROL_POLICY is not enabled at the organization's root: aws organizations enable-policy-type --root-id <r-…> --policy-type SERVICE_CONTROL_POLICY",
        },
      ],
    });
  });
});
