import { consumerPolicy } from '../../lib/policies/consumer';
import { fetchPolicy, serviceTrust, templatePolicy } from '../../lib/policies/roles';
import { stateBucketPolicy, stateKeyPolicy } from '../../lib/policies/state';
import { example, registry } from '../topologies';

const topology = example();
const staging = registry(topology, 'staging-main-eu-west-1', 'pull-through');

test('the fetch role reads the hub and writes the cache of its rules', () => {
  expect(fetchPolicy(topology, staging, staging.rules).Statement).toEqual([
    { Sid: 'Token', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    {
      Sid: 'ReadUpstream',
      Effect: 'Allow',
      Action: [
        'ecr:BatchGetImage',
        'ecr:BatchImportUpstreamImage',
        'ecr:GetDownloadUrlForLayer',
        'ecr:GetImageCopyStatus',
      ],
      Resource: ['arn:aws:ecr:eu-west-1:387262473178:repository/approved/*'],
    },
    {
      Sid: 'WriteCache',
      Effect: 'Allow',
      Action: [
        'ecr:BatchImportUpstreamImage',
        'ecr:CompleteLayerUpload',
        'ecr:GetImageCopyStatus',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      Resource: ['arn:aws:ecr:eu-west-1:427868011280:repository/approved/*'],
    },
  ]);
});

test('the fetch role may create the repository where its upstream is a cache of the hub', () => {
  const chained = example({
    'hub.pullThrough': [{ upstream: 'quay' }],
    'environments.staging.pullThrough': [{ hub: 'quay' }],
  });
  const { rules } = registry(chained, 'staging-main-eu-west-1', 'pull-through');
  expect(fetchPolicy(chained, staging, rules).Statement).toContainEqual({
    Sid: 'CreateInUpstreamCache',
    Effect: 'Allow',
    Action: ['ecr:CreateRepository'],
    Resource: ['arn:aws:ecr:eu-west-1:387262473178:repository/quay/*'],
  });
});

test('the fetch role has no part in external rules: ECR fetches those with its service-linked role', () => {
  const development = registry(topology, 'development-main-eu-west-1', 'pull-through');
  const resources = fetchPolicy(topology, development, development.rules).Statement.flatMap(
    ({ Resource }) => Resource,
  );
  expect(resources.filter((resource) => resource?.includes('998543534624'))).toEqual([
    'arn:aws:ecr:eu-west-1:998543534624:repository/approved/*',
  ]);
});

test('the template role creates, tags and encrypts', () => {
  expect(templatePolicy(topology, staging, ['approved'], 'arn:key').Statement).toEqual([
    {
      Sid: 'CreateRepositories',
      Effect: 'Allow',
      Action: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
      Resource: ['arn:aws:ecr:eu-west-1:427868011280:repository/approved/*'],
    },
    {
      Sid: 'EncryptRepositories',
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
      Resource: 'arn:key',
    },
  ]);
});

test('a role trusts exactly the service that assumes it', () => {
  expect(serviceTrust('ecr.amazonaws.com').Statement).toEqual([
    {
      Sid: 'Service',
      Effect: 'Allow',
      Principal: { Service: 'ecr.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ]);
});

test('pull reads what the registry holds', () => {
  expect(consumerPolicy(topology, staging, 'pull').Statement[1]).toEqual({
    Sid: 'Pull',
    Effect: 'Allow',
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: ['arn:aws:ecr:eu-west-1:427868011280:repository/approved/*'],
  });
});

test('first-pull adds the import and the repository it lands in', () => {
  expect(consumerPolicy(topology, staging, 'first-pull').Statement[1]?.Action).toEqual([
    'ecr:BatchCheckLayerAvailability',
    'ecr:BatchGetImage',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchImportUpstreamImage',
    'ecr:CreateRepository',
  ]);
});

test('consumers of production read release/ and nothing else', () => {
  const production = registry(topology, 'production-eu-eu-west-1', 'replicated');
  expect(consumerPolicy(topology, production, 'pull').Statement[1]?.Resource).toEqual([
    'arn:aws:ecr:eu-west-1:699577738721:repository/release/*',
  ]);
});

describe('state', () => {
  const { state } = topology;
  if (state === undefined) throw new Error('the example keeps its state in S3');
  const others = {
    ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::387262473178:role/OrganizationAccountAccessRole' },
  };

  test('is denied to all but the deploy role, and without TLS to everyone', () => {
    const denied = {
      Principal: '*',
      Effect: 'Deny',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::acme-image-supply-state', 'arn:aws:s3:::acme-image-supply-state/*'],
    };
    expect(stateBucketPolicy(topology, state).Statement).toEqual([
      { Sid: 'TlsOnly', ...denied, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Sid: 'DeployRoleOnly', ...denied, Condition: others },
    ]);
  });

  test('has a key that administrators manage and only the deploy role uses', () => {
    expect(stateKeyPolicy(topology, state).Statement).toEqual([
      {
        Sid: 'AccountIam',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::387262473178:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'DeployRoleOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:CreateGrant'],
        Resource: '*',
        Condition: others,
      },
    ]);
  });
});
