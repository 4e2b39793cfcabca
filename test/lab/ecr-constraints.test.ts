import * as ecr from '@aws-sdk/client-ecr';
import type { OperationName } from '../../lab/ecr/constraints';
import { ACCOUNT, HUB, REPOSITORIES } from './ecr-fixture';
import { type Wire, ecrOnTheWire } from './ecr-wire-fixture';

// The constraints of the service model, one parameter at a time, in requests of the AWS SDK (which checks none of them itself).
let wire: Wire;
beforeAll(async () => (wire = await ecrOnTheWire()));
afterAll(() => wire.stop());

type Input = Record<string, unknown>;
const ask = (operation: OperationName, input: Input) => {
  const Command = (ecr as unknown as Record<string, new (input: Input) => never>)[`${operation}Command`]!;
  return wire.client.send(new Command(input));
};

const atLeast = (count: number) => `Member must have length greater than or equal to ${count}`;
const atMost = (count: number) => `Member must have length less than or equal to ${count}`;
const enumSet = (...values: string[]) => `Member must satisfy enum value set: [${values.join(', ')}]`;
const inList = (constraint: string) => `Member must satisfy constraint: [${constraint}]`;
const REQUIRED = 'Member must not be null';
const NAME =
  "must satisfy regular expression '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*'";
const PATTERN = expect.stringMatching(/^Member must satisfy regular expression pattern: /) as string;
const MUTABILITIES = enumSet('MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION');

const a = (count: number) => 'a'.repeat(count);
const names = (count: number) => Array.from({ length: count }, (_, n) => `app-${n}`);
const repositoryName = 'approved/app';
const rule = { ecrRepositoryPrefix: 'quay', upstreamRegistryUrl: 'quay.io' };
const template = { prefix: 'approved', appliedFor: ['REPLICATION'] };
const scanning = (more: object) => ({
  rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [], ...more }],
});
const scanningFilters = (...filters: object[]) => scanning({ repositoryFilters: filters });
const wildcard = { filter: '*', filterType: 'WILDCARD' };
const to = (region: string, registryId = HUB) => ({
  replicationConfiguration: { rules: [{ destinations: [{ region, registryId }] }] },
});
const destination = 'replicationConfiguration.rules.1.member.destinations.1.member';

const REFUSED: [OperationName, Input, at: string, constraint: string][] = [
  ['CreateRepository', {}, 'repositoryName', REQUIRED],
  ['CreateRepository', { repositoryName: 'a' }, 'repositoryName', atLeast(2)],
  ['CreateRepository', { repositoryName: a(257) }, 'repositoryName', atMost(256)],
  ['CreateRepository', { repositoryName: 'Approved' }, 'repositoryName', NAME],
  ['CreateRepository', { repositoryName: 'ROOT' }, 'repositoryName', NAME],
  ['CreateRepository', { repositoryName, registryId: '1' }, 'registryId', PATTERN],
  ['CreateRepository', { repositoryName, imageTagMutability: 'NONE' }, 'imageTagMutability', MUTABILITIES],
  ['CreateRepository', { repositoryName, tags: [{ Key: 'owner' }] }, 'tags.1.member.Value', REQUIRED],
  [
    'CreateRepository',
    { repositoryName, encryptionConfiguration: {} },
    'encryptionConfiguration.encryptionType',
    REQUIRED,
  ],
  [
    'CreateRepository',
    { repositoryName, encryptionConfiguration: { encryptionType: 'AES' } },
    'encryptionConfiguration.encryptionType',
    enumSet('AES256', 'KMS', 'KMS_DSSE'),
  ],
  [
    'CreateRepository',
    { repositoryName, encryptionConfiguration: { encryptionType: 'KMS', kmsKey: a(2049) } },
    'encryptionConfiguration.kmsKey',
    atMost(2048),
  ],
  ['DescribeRepositories', { repositoryNames: [] }, 'repositoryNames', atLeast(1)],
  ['DescribeRepositories', { repositoryNames: names(101) }, 'repositoryNames', atMost(100)],
  ['DescribeRepositories', { repositoryNames: ['app', 'App'] }, 'repositoryNames', inList(NAME)],
  ['PutImageTagMutability', { repositoryName }, 'imageTagMutability', REQUIRED],
  ['PutImageScanningConfiguration', { repositoryName }, 'imageScanningConfiguration', REQUIRED],
  ['SetRepositoryPolicy', { repositoryName, policyText: a(10_241) }, 'policyText', atMost(10_240)],
  ['PutLifecyclePolicy', { repositoryName, lifecyclePolicyText: a(99) }, 'lifecyclePolicyText', atLeast(100)],
  [
    'PutLifecyclePolicy',
    { repositoryName, lifecyclePolicyText: a(30_721) },
    'lifecyclePolicyText',
    atMost(30_720),
  ],
  ['TagResource', { resourceArn: `${REPOSITORIES}app` }, 'tags', REQUIRED],
  ['UntagResource', { resourceArn: `${REPOSITORIES}app` }, 'tagKeys', REQUIRED],

  ['GetAccountSetting', { name: '' }, 'name', atLeast(1)],
  ['GetAccountSetting', { name: a(65) }, 'name', atMost(64)],
  ['PutAccountSetting', { name: 'BLOB_MOUNTING' }, 'value', REQUIRED],
  ['PutAccountSetting', { name: 'BLOB_MOUNTING', value: 'ON' }, 'value', enumSet('ENABLED', 'DISABLED')],
  ['PutRegistryPolicy', { policyText: a(10_241) }, 'policyText', atMost(10_240)],

  ['PutRegistryScanningConfiguration', { scanType: 'FULL' }, 'scanType', enumSet('BASIC', 'ENHANCED')],
  [
    'PutRegistryScanningConfiguration',
    scanning({ scanFrequency: 'DAILY' }),
    'rules.1.member.scanFrequency',
    enumSet('SCAN_ON_PUSH', 'CONTINUOUS_SCAN', 'MANUAL'),
  ],
  [
    'PutRegistryScanningConfiguration',
    scanningFilters(...Array.from({ length: 101 }, () => wildcard)),
    'rules.1.member.repositoryFilters',
    atMost(100),
  ],
  [
    'PutRegistryScanningConfiguration',
    scanningFilters(wildcard, { ...wildcard, filter: '' }),
    'rules.1.member.repositoryFilters.2.member.filter',
    atLeast(1),
  ],
  [
    'PutRegistryScanningConfiguration',
    scanningFilters({ ...wildcard, filter: a(256) }),
    'rules.1.member.repositoryFilters.1.member.filter',
    atMost(255),
  ],
  [
    'PutRegistryScanningConfiguration',
    scanningFilters({ ...wildcard, filterType: 'PREFIX_MATCH' }),
    'rules.1.member.repositoryFilters.1.member.filterType',
    enumSet('WILDCARD'),
  ],
  ['BatchGetRepositoryScanningConfiguration', { repositoryNames: [] }, 'repositoryNames', atLeast(1)],
  ['BatchGetRepositoryScanningConfiguration', { repositoryNames: names(26) }, 'repositoryNames', atMost(25)],

  ['PutReplicationConfiguration', {}, 'replicationConfiguration', REQUIRED],
  ['PutReplicationConfiguration', to('x'), `${destination}.region`, atLeast(2)],
  ['PutReplicationConfiguration', to(a(26)), `${destination}.region`, atMost(25)],
  ['PutReplicationConfiguration', to('EU'), `${destination}.region`, PATTERN],
  [
    'PutReplicationConfiguration',
    { replicationConfiguration: { rules: [{ destinations: [], repositoryFilters: [] }] } },
    'replicationConfiguration.rules.1.member.repositoryFilters',
    atLeast(1),
  ],

  ['CreatePullThroughCacheRule', { ecrRepositoryPrefix: 'quay' }, 'upstreamRegistryUrl', REQUIRED],
  ['CreatePullThroughCacheRule', { ...rule, ecrRepositoryPrefix: 'q' }, 'ecrRepositoryPrefix', atLeast(2)],
  ['CreatePullThroughCacheRule', { ...rule, ecrRepositoryPrefix: a(31) }, 'ecrRepositoryPrefix', atMost(30)],
  ['CreatePullThroughCacheRule', { ...rule, ecrRepositoryPrefix: 'root-' }, 'ecrRepositoryPrefix', PATTERN],
  [
    'CreatePullThroughCacheRule',
    { ...rule, upstreamRepositoryPrefix: a(31) },
    'upstreamRepositoryPrefix',
    atMost(30),
  ],
  [
    'CreatePullThroughCacheRule',
    { ...rule, upstreamRegistry: 'gcr' },
    'upstreamRegistry',
    enumSet(
      'ecr',
      'ecr-public',
      'quay',
      'k8s',
      'docker-hub',
      'github-container-registry',
      'azure-container-registry',
      'gitlab-container-registry',
      'chainguard',
    ),
  ],
  ['CreatePullThroughCacheRule', { ...rule, credentialArn: a(49) }, 'credentialArn', atLeast(50)],
  ['CreatePullThroughCacheRule', { ...rule, credentialArn: a(613) }, 'credentialArn', atMost(612)],
  ['CreatePullThroughCacheRule', { ...rule, customRoleArn: a(2049) }, 'customRoleArn', atMost(2048)],
  ['DescribePullThroughCacheRules', { ecrRepositoryPrefixes: [] }, 'ecrRepositoryPrefixes', atLeast(1)],
  [
    'DescribePullThroughCacheRules',
    { ecrRepositoryPrefixes: names(101) },
    'ecrRepositoryPrefixes',
    atMost(100),
  ],

  ['CreateRepositoryCreationTemplate', { prefix: 'approved' }, 'appliedFor', REQUIRED],
  ['CreateRepositoryCreationTemplate', { ...template, prefix: '' }, 'prefix', atLeast(1)],
  ['CreateRepositoryCreationTemplate', { ...template, prefix: 'a//b' }, 'prefix', PATTERN],
  [
    'CreateRepositoryCreationTemplate',
    { ...template, customRoleArn: a(2049) },
    'customRoleArn',
    atMost(2048),
  ],
  [
    'CreateRepositoryCreationTemplate',
    { ...template, imageTagMutabilityExclusionFilters: [] },
    'imageTagMutabilityExclusionFilters',
    atLeast(1),
  ],
  [
    'UpdateRepositoryCreationTemplate',
    { prefix: 'approved', imageTagMutability: 'NONE' },
    'imageTagMutability',
    MUTABILITIES,
  ],

  ['RegisterPullTimeUpdateExclusion', {}, 'principalArn', REQUIRED],
  ['PutSigningConfiguration', { signingConfiguration: {} }, 'signingConfiguration.rules', REQUIRED],
  ['DescribeImages', { repositoryName, imageIds: [] }, 'imageIds', atLeast(1)],
  [
    'ListImages',
    { repositoryName, filter: { tagStatus: 'SOME' } },
    'filter.tagStatus',
    enumSet('TAGGED', 'UNTAGGED', 'ANY'),
  ],
  ['GetAuthorizationToken', { registryIds: Array(11).fill(ACCOUNT) }, 'registryIds', atMost(10)],
  [
    'GetAuthorizationToken',
    { registryIds: ['1'] },
    'registryIds',
    inList('Member must satisfy regular expression pattern: [0-9]{12}'),
  ],
];

const PAGED: OperationName[] = [
  'DescribeRepositories',
  'DescribePullThroughCacheRules',
  'DescribeRepositoryCreationTemplates',
  'ListPullTimeUpdateExclusions',
  'DescribeImages',
  'ListImages',
];

test.each(REFUSED)('%s %j: %s', async (operation, input, at, constraint) => {
  const error: unknown = await ask(operation, input).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf(ecr.InvalidParameterException);
  const { message } = error as Error;
  const [, parameter, said] =
    /^Invalid parameter at '([^']+)' failed to satisfy constraint: '(.*)'$/.exec(message) ?? [];
  expect({ parameter, said }).toEqual({ parameter: at, said: constraint });
});

describe.each(PAGED)('%s', (operation) => {
  const required = operation.endsWith('Images') ? { repositoryName } : {};
  beforeAll(() => {
    wire.reset();
    return ask('CreateRepository', { repositoryName });
  });

  it.each([1, 1000])('takes pages of %d', async (maxResults) => {
    await expect(ask(operation, { ...required, maxResults })).resolves.toBeDefined();
  });

  it.each([
    ['maxResults', 0, 'Member must have value greater than or equal to 1'],
    ['maxResults', 1001, 'Member must have value less than or equal to 1000'],
    ['nextToken', 'bm90IG91cnM', 'Invalid token'],
  ])('refuses %s %s', async (at, value, constraint) => {
    await expect(ask(operation, { ...required, [at]: value })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Invalid parameter at '${at}' failed to satisfy constraint: '${constraint}'`,
    });
  });
});
