import { example } from '../topologies';
import { found } from '../checks/findings';
import { parseImageReference } from '../../lib/views/image-reference';
import { resolveImage } from '../../lib/views/resolve-image';
import { synthesize, type Synthesized } from './synthesized';

/**
 * What has bitten others, one test per trap. Where to read of each: docs/troubleshooting.md, which goes by the error that
 * people see.
 */
interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Principal?: unknown;
  readonly Resource?: string | string[];
}

const topology = example({ 'hub.regions': ['eu-west-1', 'us-east-1'] });
let stacks: Record<string, Synthesized>;

beforeAll(() => {
  stacks = synthesize(topology);
});

/** Every block of a type in all stacks. */
const all = (type: string) =>
  Object.values(stacks).flatMap((stack) => Object.values(stack.resource?.[type] ?? {}));
const statements = (block: Record<string, unknown> | undefined, key = 'policy') =>
  (block?.[key] as { Statement: Statement[] } | undefined)?.Statement ?? [];
const rules = () => all('aws_ecr_pull_through_cache_rule');
const templates = () => all('aws_ecr_repository_creation_template');
const stack = (id: string) => stacks[id]?.resource ?? {};
const staging = () => stack('staging-main-eu-west-1');

describe('rules', () => {
  test("a rule at another account's registry without a role of its own: the service-linked role reads its own account only", () => {
    const toEcr = rules().filter((rule) => String(rule['upstream_registry_url']).includes('.dkr.ecr.'));
    expect(toEcr.map((rule) => rule['custom_role_arn'])).toEqual(
      toEcr.map(() => '${aws_iam_role.role-fetch.arn}'),
    );
  });

  test('a fetch role that trusts ecr.amazonaws.com: the cache is another service', () => {
    expect(statements(staging()['aws_iam_role']?.['role-fetch'], 'assume_role_policy')).toMatchObject([
      { Principal: { Service: 'pullthroughcache.ecr.amazonaws.com' } },
    ]);
  });

  test('a secret outside ecr-pullthroughcache/: ECR reads no other', () => {
    expect(all('aws_secretsmanager_secret').map(({ name }) => String(name).split('/')[0])).toEqual([
      'ecr-pullthroughcache',
      'ecr-pullthroughcache',
    ]);
  });

  test('a secret under a key of its own: ECR reads the default key only', () => {
    expect(all('aws_secretsmanager_secret').filter((secret) => 'kms_key_id' in secret)).toEqual([]);
  });

  test('a secret of another Region: each registry has its own', () => {
    const two = example({ 'environments.development.regions': ['eu-west-1', 'eu-central-1'] });
    const places = two.stacks.flatMap((each) =>
      each.kind === 'credentials'
        ? [[each.region, each.credentials.map(({ secretName }) => secretName)]]
        : [],
    );
    const secrets = ['ecr-pullthroughcache/docker-hub', 'ecr-pullthroughcache/github'];
    expect(places).toEqual([
      ['eu-west-1', secrets],
      ['eu-central-1', secrets],
    ]);
  });

  test('a secret with other keys than username and accessToken', () => {
    const [version] = all('aws_secretsmanager_secret_version');
    expect(version?.['secret_string_wo']).toContain('jsonencode({username =');
    expect(version?.['secret_string_wo']).toContain(', accessToken =');
  });

  test('ROOT with an upstream prefix: the plan passes and the API refuses', () => {
    const changes = { 'environments.staging.pullThrough': [{ hub: 'approved', prefix: 'ROOT' }] };
    expect(found(changes)).toHaveLength(1);
    expect(found(changes)[0]).toContain('[root-upstream-prefix]');
  });

  test.each(['a--b', 'a__b', 'a-', 'a', 'A', 'a'.repeat(31)])(
    'the prefix %s, which the API or the provider refuses',
    (prefix) => {
      const changes = { 'environments.staging.pullThrough': [{ hub: 'approved', prefix }] };
      expect(() => found(changes)).toThrow(`found "${prefix}", expected ROOT or a namespace`);
    },
  );

  test('pushing into a cache: no role of ours but the fetch role may', () => {
    const pushers = Object.values(stacks).flatMap((each) =>
      Object.entries(each.resource?.['aws_iam_role_policy'] ?? {}).flatMap(([id, policy]) =>
        statements(policy).some(({ Action }) => Action.includes('ecr:PutImage')) ? [id] : [],
      ),
    );
    expect([...new Set(pushers)]).toEqual(['permissions-fetch']);
  });
});

describe('first pulls', () => {
  test('a first pull without ecr:BatchImportUpstreamImage ("manifest unknown") or ecr:CreateRepository ("name unknown")', () => {
    const actions = statements(staging()['aws_iam_policy']?.['first-pull']).flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']));
  });

  test('consumers in other accounts need both in the registry policy', () => {
    const [consumers] = statements(staging()['aws_ecr_registry_policy']?.['policy']);
    expect(consumers?.Action).toEqual(
      expect.arrayContaining(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']),
    );
  });

  test('ecr:GetAuthorizationToken on a repository: it has no resource', () => {
    const tokens = all('aws_iam_policy')
      .flatMap((policy) => statements(policy))
      .filter(({ Action }) => Action === 'ecr:GetAuthorizationToken');
    expect(new Set(tokens.map(({ Resource }) => Resource))).toEqual(new Set(['*']));
  });

  test('a first pull by digest is reported to fail: said where the name is asked for', () => {
    const image = parseImageReference(`quay.io/coreos/etcd@sha256:${'0'.repeat(64)}`);
    const [answer] = resolveImage(topology, 'development', image);
    expect(answer?.name !== undefined && answer.notes.map(({ about }) => about)).toContain('digest');
  });

  test('an official image of Docker Hub without library/: 403', () => {
    const [answer] = resolveImage(topology, 'development', parseImageReference('nginx:1.27'));
    expect(answer?.name).toBe('998543534624.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1.27');
  });

  test('Lambda pulls through no rule', () => {
    expect(found({ 'environments.staging.repositories': { lambda: true } })[0]).toContain('[lambda-cache]');
  });
});

describe('registry policies', () => {
  test('pull actions in scope V1 ("Invalid registry policy provided"): the scope comes first', () => {
    const policies = all('aws_ecr_registry_policy');
    expect(policies.map((policy) => policy['depends_on'])).toEqual(
      policies.map(() => ['aws_ecr_account_setting.policy-scope']),
    );
  });

  test('a second policy overwrites the first: there is one for all purposes', () => {
    const counts = Object.values(stacks).map(
      ({ resource }) => Object.keys(resource?.['aws_ecr_registry_policy'] ?? {}).length,
    );
    expect(Math.max(...counts)).toBe(1);
  });

  test('a role as principal that does not exist yet: principals are accounts or conditions', () => {
    const principals = all('aws_ecr_registry_policy').flatMap((policy) =>
      statements(policy).map(({ Principal }) => JSON.stringify(Principal)),
    );
    expect(principals.filter((principal) => /:(role|user)\//.test(principal))).toEqual([]);
  });
});

describe('creation templates', () => {
  test('tags or a key without a role: repositories are not created, and pulls say "not found"', () => {
    expect(templates().filter((template) => template['custom_role_arn'] === undefined)).toEqual([]);
  });

  test('a template role that trusts the cache service: templates are another service', () => {
    expect(statements(staging()['aws_iam_role']?.['role-template'], 'assume_role_policy')).toMatchObject([
      { Principal: { Service: 'ecr.amazonaws.com' } },
    ]);
  });

  test('another prefix than the rule’s: the template would never match', () => {
    const development = stack('development-main-eu-west-1');
    const prefixes = (type: string, key: string) =>
      Object.values(development[type] ?? {}).map((block) => block[key]);
    expect(prefixes('aws_ecr_repository_creation_template', 'prefix')).toEqual(
      prefixes('aws_ecr_pull_through_cache_rule', 'ecr_repository_prefix'),
    );
  });

  test('a repository from before its template is wrong for good: rules wait for theirs', () => {
    const waiting = rules().map((rule) => (rule['depends_on'] as string[])[0]);
    expect(
      waiting.filter((address) => !address?.startsWith('aws_ecr_repository_creation_template.')),
    ).toEqual([]);
  });

  test('an empty appliedFor never matches', () => {
    expect(templates().map((template) => template['applied_for'])).toEqual(
      templates().map(() => [expect.stringMatching(/^(PULL_THROUGH_CACHE|REPLICATION)$/)]),
    );
  });

  test('create on push lets every pusher make repositories: no template has it', () => {
    expect(JSON.stringify(templates())).not.toContain('CREATE_ON_PUSH');
  });

  test('cached repositories without a lifecycle grow for ever', () => {
    expect(templates().filter((template) => template['lifecycle_policy'] === undefined)).toEqual([]);
  });

  test('expiry by last pull deletes what Lambda runs: nothing expires by it', () => {
    expect(JSON.stringify(templates())).not.toContain('sinceImagePulled');
  });

  test('immutable tags on a cache stop its refresh', () => {
    expect(found({ 'environments.staging.repositories': { tagMutability: 'immutable' } })[0]).toContain(
      '[immutable-cache]',
    );
  });
});

describe('replication', () => {
  const destination = () => stack('production-eu-eu-west-1');

  test('a destination without ecr:CreateRepository takes only what exists already', () => {
    const [replicate] = statements(destination()['aws_ecr_registry_policy']?.['policy']);
    expect(replicate?.Action).toEqual(['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource']);
  });

  test('a template that tags needs ecr:TagResource in the destination’s policy, the hub’s other Regions included', () => {
    const [replicate] = statements(stack('hub-us-east-1')['aws_ecr_registry_policy']?.['policy']);
    expect(replicate?.Action).toContain('ecr:TagResource');
  });

  test('a filter without a slash takes namespaces that begin alike', () => {
    const filters = JSON.stringify(all('aws_ecr_replication_configuration')).match(/"filter":"[^"]*"/g);
    expect([...new Set(filters)]).toEqual(['"filter":"approved/"', '"filter":"release/"']);
  });

  test('it is not transitive: the home Region feeds every destination', () => {
    const regions = topology.stacks.flatMap((each) => (each.kind === 'replication' ? [each.region] : []));
    expect(regions).toEqual(['eu-west-1']);
  });

  test('an image before its destination’s template makes a repository that is wrong for good: replication comes last', () => {
    const waves = topology.stacks.map(({ wave }) => wave);
    expect(waves.lastIndexOf('environments')).toBeLessThan(waves.indexOf('replication'));
  });

  test('a tag that moves arrives untagged at an immutable destination: released tags do not move', () => {
    const released = Object.values(stack('hub-eu-west-1')['aws_ecr_repository'] ?? {}).find(
      ({ name }) => name === 'release/shop/web',
    );
    expect(released?.['image_tag_mutability']).toBe('IMMUTABLE');
  });

  test('a second document overwrites the first: one configuration holds all rules', () => {
    expect(all('aws_ecr_replication_configuration')).toHaveLength(1);
  });

  test('25 destinations are all there are', () => {
    const accounts = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [`a${index}`, String(100000000000 + index)]),
    );
    const production = { accounts, regions: ['eu-west-1'], replicated: ['release'] };
    expect(found({ 'environments.production': production })[0]).toContain('[replication-destinations]');
  });
});

test('an upstream that ECR does not have: said before AWS says UnsupportedUpstreamRegistryException', () => {
  expect(found({ 'environments.staging.pullThrough': [{ upstream: 'gcr.io' }] })[0]).toContain('[upstream]');
});

test('scanning that an organization policy manages: BlockedByOrganizationPolicyException is not provoked', () => {
  const elsewhere = synthesize(example({ scanning: { managed: 'elsewhere' } }));
  expect(JSON.stringify(elsewhere)).not.toContain('aws_ecr_registry_scanning_configuration');
});

test('China has another DNS suffix and other ARNs', () => {
  const china = synthesize(
    example({
      partition: 'aws-cn',
      state: undefined,
      'hub.regions': ['cn-north-1'],
      environments: {
        staging: {
          accounts: { main: '427868011280' },
          regions: ['cn-northwest-1'],
          pullThrough: [{ hub: 'approved' }],
        },
      },
    }),
  );
  const rule =
    china['staging-main-cn-northwest-1']?.resource?.['aws_ecr_pull_through_cache_rule']?.['rule-approved'];
  expect(rule?.['upstream_registry_url']).toBe('387262473178.dkr.ecr.cn-north-1.amazonaws.com.cn');
  expect(JSON.stringify(china)).not.toMatch(/arn:aws:/);
});
