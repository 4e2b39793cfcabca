import { registryPolicy } from '../../lib/policies/registry-policy';
import { example, registry } from '../topologies';

test('the hub lets the fetch roles of the right units pull what their rules name, and nothing else', () => {
  const topology = example();
  expect(registryPolicy(topology, registry(topology, 'hub-eu-west-1', 'hub'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'FetchFromUnits1',
        Effect: 'Allow',
        Principal: '*',
        Action: [
          'ecr:BatchGetImage',
          'ecr:BatchImportUpstreamImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:GetImageCopyStatus',
        ],
        Resource: ['arn:aws:ecr:eu-west-1:387262473178:repository/approved/*'],
        Condition: {
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-hbrpoig8f1/*/ou-cbfn-6l6gt6mj/*'] },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/image-supply/acme/acme-fetch-*' },
        },
      },
    ],
  });
});

test('an environment lets its consumers pull and first-pull below its prefixes and allow-lists', () => {
  const topology = example({
    'environments.development.consumers': { organizationalUnits: ['nonproduction'] },
  });
  expect(registryPolicy(topology, registry(topology, 'development-main-eu-west-1', 'pull-through'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PullFromUnits',
        Effect: 'Allow',
        Principal: '*',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchImportUpstreamImage',
          'ecr:CreateRepository',
        ],
        Resource: [
          'arn:aws:ecr:eu-west-1:998543534624:repository/docker-hub/*',
          'arn:aws:ecr:eu-west-1:998543534624:repository/quay/*',
          'arn:aws:ecr:eu-west-1:998543534624:repository/ecr-public/*',
          'arn:aws:ecr:eu-west-1:998543534624:repository/ghcr/my-org/*',
          'arn:aws:ecr:eu-west-1:998543534624:repository/approved/*',
        ],
        Condition: {
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-hbrpoig8f1/*/ou-cbfn-6l6gt6mj/*'] },
          // Its own account's principals have what IAM gives them: `pull` would mean `first-pull` otherwise.
          StringNotEquals: { 'aws:PrincipalAccount': '998543534624' },
        },
      },
    ],
  });
});

test('consumers given by account are granted by account, as long as it is in the organization', () => {
  const topology = example({ 'environments.staging.consumers': { accounts: ['111111111111'] } });
  const policy = registryPolicy(topology, registry(topology, 'staging-main-eu-west-1', 'pull-through'));
  expect(policy?.Statement.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
    [
      'PullFromAccounts',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-hbrpoig8f1', 'aws:PrincipalAccount': ['111111111111'] } },
    ],
  ]);
});

test('a registry without outside consumers has no policy: IAM of its own account decides', () => {
  const topology = example();
  expect(
    registryPolicy(topology, registry(topology, 'development-main-eu-west-1', 'pull-through')),
  ).toBeUndefined();
});

test('a replicated registry lets the hub replicate the released namespaces, and nobody push or fetch', () => {
  const topology = example();
  expect(registryPolicy(topology, registry(topology, 'production-us-us-east-1', 'replicated'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReplicateFromHub',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::387262473178:root' },
        Action: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
        Resource: ['arn:aws:ecr:us-east-1:743487347143:repository/release/*'],
      },
    ],
  });
});

test('the principal follows the partition', () => {
  const topology = { ...example(), partition: 'aws-cn' as const };
  const policy = registryPolicy(topology, registry(topology, 'production-us-us-east-1', 'replicated'));
  expect(policy?.Statement[0]?.Principal).toEqual({ AWS: 'arn:aws-cn:iam::387262473178:root' });
});

test("the hub's other Regions let its home replicate every namespace, and are fetched from like the home", () => {
  const topology = example({ 'hub.regions': ['eu-west-1', 'us-east-1'] });
  const policy = registryPolicy(topology, registry(topology, 'hub-us-east-1', 'hub'));
  expect(policy?.Statement.map(({ Sid }) => Sid)).toEqual(['ReplicateFromHub', 'FetchFromUnits1']);
  expect(policy?.Statement[0]).toEqual({
    Sid: 'ReplicateFromHub',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::387262473178:root' },
    Action: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
    Resource: [
      'arn:aws:ecr:us-east-1:387262473178:repository/approved/*',
      'arn:aws:ecr:us-east-1:387262473178:repository/release/*',
    ],
  });
});

test('two rules of one environment that name the same namespace need one grant', () => {
  const twice = [{ hub: 'approved' }, { hub: 'approved', prefix: 'tested' }];
  const topology = example({ 'environments.staging.pullThrough': twice });
  expect(registryPolicy(topology, registry(topology, 'hub-eu-west-1', 'hub'))).toEqual(
    registryPolicy(example(), registry(example(), 'hub-eu-west-1', 'hub')),
  );
});

test('the policy of the hub is as long for a hundred accounts as for one', () => {
  const accounts = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`a${i}`, String(100000000000 + i)]),
  );
  const size = (topology: ReturnType<typeof example>) =>
    JSON.stringify(registryPolicy(topology, registry(topology, 'hub-eu-west-1', 'hub'))).length;
  expect(size(example({ 'environments.staging.accounts': accounts }))).toBe(size(example()));
});

test('a fetch role that goes through a cache of the hub may create the repository there', () => {
  const topology = example({
    'hub.pullThrough': [{ upstream: 'quay' }],
    'environments.staging.pullThrough': [{ hub: 'quay' }],
  });
  const policy = registryPolicy(topology, registry(topology, 'hub-eu-west-1', 'hub'));
  expect(policy?.Statement.find(({ Sid }) => Sid === 'CreateFromUnits2')).toEqual({
    Sid: 'CreateFromUnits2',
    Effect: 'Allow',
    Principal: '*',
    Action: ['ecr:CreateRepository'],
    Resource: ['arn:aws:ecr:eu-west-1:387262473178:repository/quay/*'],
    Condition: {
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-hbrpoig8f1/*/ou-cbfn-6l6gt6mj/*'] },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/image-supply/acme/acme-fetch-*' },
    },
  });
});
