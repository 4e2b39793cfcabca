import { flag, integer, list, oneOf, struct, text, type ValueOf } from './shapes';

// The constraints of the ECR API model of 2015-09-21, newest values (replication rules: 25 since August 2026).
// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html

const PREFIX = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT';
// Without the model's backslash before the slash: this is how the service words it.
const REPOSITORY = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*';
// The model writes `^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$`: the same names, but it backtracks exponentially.
const SCANNING_FILTER = '[a-z0-9*](?:[._\\-/]?[a-z0-9*])*';
const REPLICATION_FILTER = '(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*';
const SIGNING_FILTER = '(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*';
const SECRET =
  'arn:aws(-\\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\\-pullthroughcache\\/[a-zA-Z0-9\\/_+=.@-]+';

const registryId = text({ pattern: '[0-9]{12}' });
const repositoryName = text({
  min: 2,
  max: 256,
  pattern: REPOSITORY,
  wording: `must satisfy regular expression '${REPOSITORY}'`,
});
const rulePrefix = text({ min: 2, max: 30, pattern: PREFIX });
const templatePrefix = text({ min: 1, max: 256, pattern: PREFIX });
const credentialArn = text({ min: 50, max: 612, pattern: SECRET });
const customRoleArn = text({ max: 2048 });
const policyText = text({ max: 10240 });
const paging = { nextToken: text(), maxResults: integer(1, 1000) };
const repository = { repositoryName };

const tags = list(struct({ Key: text(), Value: text() }));
const encryptionType = oneOf('AES256', 'KMS', 'KMS_DSSE');
const imageTagMutability = oneOf(
  'MUTABLE',
  'IMMUTABLE',
  'IMMUTABLE_WITH_EXCLUSION',
  'MUTABLE_WITH_EXCLUSION',
);
const exclusion = struct({
  filterType: oneOf('WILDCARD'),
  filter: text({ min: 1, max: 128, pattern: '[0-9a-zA-Z._*-]{1,128}' }),
});
const mutability = {
  imageTagMutability,
  imageTagMutabilityExclusionFilters: list(exclusion, { min: 1, max: 5 }),
};
const imageScanningConfiguration = struct({}, { scanOnPush: flag });
const appliedFor = list(oneOf('REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'));
const imageFilter = struct(
  {},
  {
    tagStatus: oneOf('TAGGED', 'UNTAGGED', 'ANY'),
    imageStatus: oneOf('ACTIVE', 'ARCHIVED', 'ACTIVATING', 'ANY'),
  },
);

const upstreamRegistry = oneOf(
  'ecr',
  'ecr-public',
  'quay',
  'k8s',
  'docker-hub',
  'github-container-registry',
  'azure-container-registry',
  'gitlab-container-registry',
  'chainguard',
);
const templateSettings = {
  description: text({ max: 256 }),
  encryptionConfiguration: struct(
    { encryptionType },
    { kmsKey: text({ max: 2048, pattern: '|arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\\/[a-z0-9-]+' }) },
  ),
  resourceTags: tags,
  ...mutability,
  repositoryPolicy: policyText,
  lifecyclePolicy: text({ max: 30720 }),
  customRoleArn,
};
const scanningRule = struct({
  scanFrequency: oneOf('SCAN_ON_PUSH', 'CONTINUOUS_SCAN', 'MANUAL'),
  repositoryFilters: list(
    struct({ filter: text({ min: 1, max: 255, pattern: SCANNING_FILTER }), filterType: oneOf('WILDCARD') }),
    { max: 100 },
  ),
});
const replicationRule = struct(
  {
    destinations: list(
      struct({ region: text({ min: 2, max: 25, pattern: '[0-9a-z-]{2,25}' }), registryId }),
      {
        max: 100,
      },
    ),
  },
  {
    repositoryFilters: list(
      struct({
        filter: text({ min: 2, max: 256, pattern: REPLICATION_FILTER }),
        filterType: oneOf('PREFIX_MATCH'),
      }),
      { min: 1, max: 100 },
    ),
  },
);

const signingRule = struct(
  {
    signingProfileArn: text({
      max: 200,
      pattern: 'arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}',
    }),
  },
  {
    repositoryFilters: list(
      struct({
        filter: text({ min: 1, max: 256, pattern: SIGNING_FILTER }),
        filterType: oneOf('WILDCARD_MATCH'),
      }),
      { min: 1, max: 100 },
    ),
  },
);
const principalArn = text({
  max: 200,
  pattern: 'arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*',
});

/** What each served operation accepts: `struct(required, optional)`. An operation is served if and only if it is here. */
export const INPUTS = {
  GetAccountSetting: struct({ name: text({ min: 1, max: 64 }) }),
  PutAccountSetting: struct({ name: text({ min: 1, max: 64 }), value: text() }),

  DescribeRegistry: struct({}),
  GetRegistryPolicy: struct({}),
  PutRegistryPolicy: struct({ policyText }),
  DeleteRegistryPolicy: struct({}),

  CreatePullThroughCacheRule: struct(
    { ecrRepositoryPrefix: rulePrefix, upstreamRegistryUrl: text() },
    { registryId, upstreamRegistry, credentialArn, customRoleArn, upstreamRepositoryPrefix: rulePrefix },
  ),
  DescribePullThroughCacheRules: struct(
    {},
    { registryId, ecrRepositoryPrefixes: list(rulePrefix, { min: 1, max: 100 }), ...paging },
  ),
  UpdatePullThroughCacheRule: struct(
    { ecrRepositoryPrefix: rulePrefix },
    { registryId, credentialArn, customRoleArn },
  ),
  DeletePullThroughCacheRule: struct({ ecrRepositoryPrefix: rulePrefix }, { registryId }),
  ValidatePullThroughCacheRule: struct({ ecrRepositoryPrefix: rulePrefix }, { registryId }),

  CreateRepositoryCreationTemplate: struct({ prefix: templatePrefix, appliedFor }, templateSettings),
  DescribeRepositoryCreationTemplates: struct({}, { prefixes: list(templatePrefix), ...paging }),
  UpdateRepositoryCreationTemplate: struct({ prefix: templatePrefix }, { appliedFor, ...templateSettings }),
  DeleteRepositoryCreationTemplate: struct({ prefix: templatePrefix }),

  GetRegistryScanningConfiguration: struct({}),
  PutRegistryScanningConfiguration: struct(
    {},
    { scanType: oneOf('BASIC', 'ENHANCED'), rules: list(scanningRule, { max: 2 }) },
  ),
  BatchGetRepositoryScanningConfiguration: struct({
    repositoryNames: list(repositoryName, { min: 1, max: 25 }),
  }),
  PutReplicationConfiguration: struct({
    replicationConfiguration: struct({ rules: list(replicationRule, { max: 25 }) }),
  }),

  RegisterPullTimeUpdateExclusion: struct({ principalArn }),
  DeregisterPullTimeUpdateExclusion: struct({ principalArn }),
  ListPullTimeUpdateExclusions: struct({}, paging),
  GetSigningConfiguration: struct({}),
  PutSigningConfiguration: struct({
    signingConfiguration: struct({ rules: list(signingRule, { max: 10 }) }),
  }),
  DeleteSigningConfiguration: struct({}),

  CreateRepository: struct(repository, {
    registryId,
    tags,
    ...mutability,
    imageScanningConfiguration,
    encryptionConfiguration: struct({ encryptionType }, { kmsKey: text({ min: 1, max: 2048 }) }),
  }),
  DescribeRepositories: struct(
    {},
    { registryId, repositoryNames: list(repositoryName, { min: 1, max: 100 }), ...paging },
  ),
  DeleteRepository: struct(repository, { registryId, force: flag }),
  PutImageTagMutability: struct(
    { ...repository, imageTagMutability },
    { registryId, imageTagMutabilityExclusionFilters: mutability.imageTagMutabilityExclusionFilters },
  ),
  PutImageScanningConfiguration: struct({ ...repository, imageScanningConfiguration }, { registryId }),
  GetLifecyclePolicy: struct(repository, { registryId }),
  PutLifecyclePolicy: struct(
    { ...repository, lifecyclePolicyText: text({ min: 100, max: 30720 }) },
    { registryId },
  ),
  DeleteLifecyclePolicy: struct(repository, { registryId }),
  GetRepositoryPolicy: struct(repository, { registryId }),
  SetRepositoryPolicy: struct({ ...repository, policyText }, { registryId, force: flag }),
  DeleteRepositoryPolicy: struct(repository, { registryId }),

  TagResource: struct({ resourceArn: text(), tags }),
  UntagResource: struct({ resourceArn: text(), tagKeys: list(text()) }),
  ListTagsForResource: struct({ resourceArn: text() }),

  DescribeImages: struct(repository, {
    registryId,
    imageIds: list(struct({}, { imageDigest: text(), imageTag: text({ min: 1, max: 300 }) }), {
      min: 1,
      max: 100,
    }),
    filter: imageFilter,
    ...paging,
  }),
  ListImages: struct(repository, { registryId, filter: imageFilter, ...paging }),
  GetAuthorizationToken: struct({}, { registryIds: list(registryId, { min: 1, max: 10 }) }),
};

export type OperationName = keyof typeof INPUTS;
export type Input<K extends OperationName> = ValueOf<(typeof INPUTS)[K]>;
