import { flag, integer, list, oneOf, struct, text } from '../shapes';

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

export const registryId = text({ pattern: '[0-9]{12}' });
export const repositoryName = text({
  min: 2,
  max: 256,
  pattern: REPOSITORY,
  wording: `must satisfy regular expression '${REPOSITORY}'`,
});
export const rulePrefix = text({ min: 2, max: 30, pattern: PREFIX });
export const templatePrefix = text({ min: 1, max: 256, pattern: PREFIX });
export const credentialArn = text({ min: 50, max: 612, pattern: SECRET });
export const customRoleArn = text({ max: 2048 });
export const policyText = text({ max: 10240 });
export const paging = { nextToken: text(), maxResults: integer(1, 1000) };
export const repository = { repositoryName };

export const tags = list(struct({ Key: text(), Value: text() }));
export const encryptionType = oneOf('AES256', 'KMS', 'KMS_DSSE');
export const imageTagMutability = oneOf(
  'MUTABLE',
  'IMMUTABLE',
  'IMMUTABLE_WITH_EXCLUSION',
  'MUTABLE_WITH_EXCLUSION',
);
const exclusion = struct({
  filterType: oneOf('WILDCARD'),
  filter: text({ min: 1, max: 128, pattern: '[0-9a-zA-Z._*-]{1,128}' }),
});
export const mutability = {
  imageTagMutability,
  imageTagMutabilityExclusionFilters: list(exclusion, { min: 1, max: 5 }),
};
export const imageScanningConfiguration = struct({}, { scanOnPush: flag });
export const appliedFor = list(oneOf('REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'));
export const imageFilter = struct(
  {},
  {
    tagStatus: oneOf('TAGGED', 'UNTAGGED', 'ANY'),
    imageStatus: oneOf('ACTIVE', 'ARCHIVED', 'ACTIVATING', 'ANY'),
  },
);

export const upstreamRegistry = oneOf(
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
export const templateSettings = {
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
export const scanningRule = struct({
  scanFrequency: oneOf('SCAN_ON_PUSH', 'CONTINUOUS_SCAN', 'MANUAL'),
  repositoryFilters: list(
    struct({ filter: text({ min: 1, max: 255, pattern: SCANNING_FILTER }), filterType: oneOf('WILDCARD') }),
    { max: 100 },
  ),
});
export const replicationRule = struct(
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

export const signingRule = struct(
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
export const principalArn = text({
  max: 200,
  pattern: 'arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*',
});
