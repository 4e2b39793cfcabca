import fc from 'fast-check';
import {
  ABSENT_ROLE,
  ACCOUNT,
  HUB,
  KEY,
  REGION,
  REPOSITORIES,
  freshEcr,
  invalid,
  policy,
} from './ecr-fixture';

const app = { repositoryName: 'approved/app' };
const arn = `${REPOSITORIES}approved/app`;
const described = {
  repositoryArn: arn,
  registryId: ACCOUNT,
  repositoryName: 'approved/app',
  repositoryUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/approved/app`,
  createdAt: expect.any(Number),
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'AES256' },
};
const absent = `RepositoryNotFoundException: The repository with name 'absent' does not exist in the registry with id '${ACCOUNT}'`;

const wildcard = (filter: string) => ({ filterType: 'WILDCARD', filter });

async function withApp(input: Record<string, unknown> = {}) {
  const ecr = freshEcr();
  await ecr.call('CreateRepository', { ...app, ...input });
  return ecr;
}

describe('a repository', () => {
  it('is created with the defaults, described and deleted', async () => {
    const { call, refusal } = freshEcr();
    expect(await call('CreateRepository', app)).toEqual({ repository: described });
    expect(await call('DescribeRepositories', { repositoryNames: ['approved/app'] })).toEqual({
      repositories: [described],
    });
    expect(await call('DeleteRepository', { ...app, force: true })).toEqual({ repository: described });
    expect(await refusal('DeleteRepository', app)).toContain('RepositoryNotFoundException');
  });

  it('exists once', async () => {
    const { refusal } = await withApp();
    expect(await refusal('CreateRepository', app)).toBe(
      `RepositoryAlreadyExistsException: The repository with name 'approved/app' already exists in the registry with id '${ACCOUNT}'`,
    );
  });

  it.each(['Approved/app', 'approved//app', 'approved/', 'a..b', '-a1'])(
    'refuses the name %j',
    async (repositoryName) => {
      const pattern = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*';
      expect(await freshEcr().refusal('CreateRepository', { repositoryName })).toBe(
        invalid('repositoryName', `must satisfy regular expression '${pattern}'`),
      );
    },
  );

  it('with KMS and no key shows a key of this account and Region, always the same', async () => {
    const keyOf = async (ecr: ReturnType<typeof freshEcr>) => {
      const { repository } = await ecr.call('CreateRepository', {
        ...app,
        encryptionConfiguration: { encryptionType: 'KMS' },
      });
      return (repository as { encryptionConfiguration: { kmsKey: string } }).encryptionConfiguration.kmsKey;
    };
    const key = await keyOf(freshEcr());
    expect(key).toMatch(new RegExp(`^arn:aws:kms:${REGION}:${ACCOUNT}:key/[0-9a-f-]{36}$`));
    expect(await keyOf(freshEcr())).toBe(key);
  });

  it.each([
    ['an ARN', KEY],
    ['an alias', 'alias/images'],
  ])('with a key by %s shows its ARN', async (_, kmsKey) => {
    const { call } = await withApp({ encryptionConfiguration: { encryptionType: 'KMS', kmsKey } });
    expect((await call('DescribeRepositories')).repositories).toEqual([
      { ...described, encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY } },
    ]);
  });

  it.each([
    ['that does not exist', 'alias/absent'],
    ['of another Region', KEY.replace(REGION, 'us-east-1')],
    ['of another partition', KEY.replace('arn:aws:', 'arn:aws-cn:')],
  ])('refuses a key %s', async (_, kmsKey) => {
    const { refusal } = freshEcr();
    const encryptionConfiguration = { encryptionType: 'KMS', kmsKey };
    expect(await refusal('CreateRepository', { ...app, encryptionConfiguration })).toBe(
      `KmsException: The operation failed due to a KMS exception: the key '${kmsKey}' does not exist in ${REGION}`,
    );
    expect(await refusal('DeleteRepository', app)).toContain('RepositoryNotFoundException');
  });

  it('refuses a key with AES256', async () => {
    const encryptionConfiguration = { encryptionType: 'AES256', kmsKey: KEY };
    expect(await freshEcr().refusal('CreateRepository', { ...app, encryptionConfiguration })).toBe(
      invalid('encryptionConfiguration.kmsKey', 'Member must be null when encryptionType is AES256'),
    );
  });

  it('has two layers of encryption in AWS GovCloud (US) only', async () => {
    const input = { ...app, encryptionConfiguration: { encryptionType: 'KMS_DSSE' } };
    expect(await freshEcr().refusal('CreateRepository', input)).toBe(
      invalid(
        'encryptionConfiguration.encryptionType',
        'KMS_DSSE is only available in the AWS GovCloud (US) Regions',
      ),
    );
    const created = await freshEcr({ partition: 'aws-us-gov' }).call('CreateRepository', input);
    expect(created.repository).toMatchObject({ encryptionConfiguration: { encryptionType: 'KMS_DSSE' } });
  });

  it('is one of 100,000 at most', async () => {
    const { call, refusal } = freshEcr();
    for (let n = 0; n < 100_000; n += 1) await call('CreateRepository', { repositoryName: `app-${n}` });
    expect(await refusal('CreateRepository', app)).toBe(
      `LimitExceededException: The maximum number of repositories (100000) in the registry with id '${ACCOUNT}' is reached`,
    );
  });

  it('takes nothing from a template: those are for repositories that ECR creates itself', async () => {
    const { call } = freshEcr();
    for (const prefix of ['approved', 'ROOT']) {
      await call('CreateRepositoryCreationTemplate', {
        prefix,
        appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION', 'CREATE_ON_PUSH'],
        imageTagMutability: 'IMMUTABLE',
        repositoryPolicy: policy(),
      });
    }
    expect(await call('CreateRepository', app)).toEqual({ repository: described });
  });

  it('changes its tag mutability', async () => {
    const { call } = await withApp();
    await call('PutImageTagMutability', { ...app, imageTagMutability: 'IMMUTABLE' });
    expect((await call('DescribeRepositories')).repositories).toEqual([
      { ...described, imageTagMutability: 'IMMUTABLE' },
    ]);
  });

  it('changes the tags that its mutability excludes, and drops them with it', async () => {
    const { call } = await withApp();
    const filters = [{ filterType: 'WILDCARD', filter: 'latest' }];
    const excluding = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    };
    expect(await call('PutImageTagMutability', { ...app, ...excluding })).toEqual({
      registryId: ACCOUNT,
      ...app,
      ...excluding,
    });
    expect((await call('DescribeRepositories')).repositories).toEqual([{ ...described, ...excluding }]);
    await call('PutImageTagMutability', { ...app, imageTagMutability: 'MUTABLE' });
    expect((await call('DescribeRepositories')).repositories).toEqual([described]);
  });

  it.each([
    [
      'exclusions without the mutability that has them',
      { imageTagMutability: 'IMMUTABLE', imageTagMutabilityExclusionFilters: [wildcard('latest')] },
      invalid(
        'imageTagMutabilityExclusionFilters',
        'ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as IMMUTABLE',
      ),
    ],
    [
      'a mutability with exclusions that has none',
      { imageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
      invalid(
        'imageTagMutabilityExclusionFilters',
        "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as MUTABLE_WITH_EXCLUSION",
      ),
    ],
    [
      'six exclusions',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: ['a', 'b', 'c', 'd', 'e', 'f'].map(wildcard),
      },
      invalid('imageTagMutabilityExclusionFilters', 'Member must have length less than or equal to 5'),
    ],
    [
      'three wildcards in an exclusion',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [wildcard('*a*b*')],
      },
      invalid('imageTagMutabilityExclusionFilters', 'A filter can have a maximum of 2 wildcards'),
    ],
    [
      'an exclusion with a slash',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [wildcard('a/b')],
      },
      invalid(
        'imageTagMutabilityExclusionFilters.1.member.filter',
        'Member must satisfy regular expression pattern: [0-9a-zA-Z._*-]{1,128}',
      ),
    ],
  ])('refuses %s', async (_, mutability, message) => {
    const { refusal } = await withApp();
    expect(await refusal('PutImageTagMutability', { ...app, ...mutability })).toBe(message);
  });

  it('changes its scan on push', async () => {
    const { call } = await withApp();
    await call('PutImageScanningConfiguration', { ...app, imageScanningConfiguration: { scanOnPush: true } });
    expect((await call('DescribeRepositories')).repositories).toMatchObject([
      { imageScanningConfiguration: { scanOnPush: true } },
    ]);
  });

  it('has no images: the lab stores none', async () => {
    const { call, refusal } = await withApp();
    expect(await call('ListImages', app)).toEqual({ imageIds: [] });
    expect(await call('DescribeImages', app)).toEqual({ imageDetails: [] });
    expect(await refusal('DescribeImages', { ...app, imageIds: [{ imageTag: 'v1' }] })).toBe(
      "ImageNotFoundException: The image with imageId {imageDigest:'null', imageTag:'v1'} does not exist within the repository " +
        `with name 'approved/app' in the registry with id '${ACCOUNT}'`,
    );
  });

  it('of another account is denied, for the lab evaluates no resource policies', async () => {
    const { refusal } = await withApp();
    expect(await refusal('DescribeRepositories', { registryId: HUB })).toMatch(/^AccessDeniedException: /);
  });

  it.each([
    ['DescribeRepositories', { repositoryNames: ['absent'] }],
    ['DeleteRepository', { repositoryName: 'absent' }],
    ['PutImageTagMutability', { repositoryName: 'absent', imageTagMutability: 'MUTABLE' }],
    ['PutImageScanningConfiguration', { repositoryName: 'absent', imageScanningConfiguration: {} }],
    ['GetRepositoryPolicy', { repositoryName: 'absent' }],
    ['SetRepositoryPolicy', { repositoryName: 'absent', policyText: policy() }],
    ['GetLifecyclePolicy', { repositoryName: 'absent' }],
    ['ListImages', { repositoryName: 'absent' }],
    ['ListTagsForResource', { resourceArn: `${REPOSITORIES}absent` }],
  ])('%s refuses one that is not there', async (operation, input) => {
    expect(await freshEcr().refusal(operation, input)).toBe(absent);
  });
});

describe('a repository policy', () => {
  const invalidPolicy = invalid('PolicyText', 'Invalid repository policy provided');

  it('is set, read and deleted', async () => {
    const { call, refusal } = await withApp();
    const answer = { registryId: ACCOUNT, repositoryName: 'approved/app', policyText: policy() };
    expect(await call('SetRepositoryPolicy', { ...app, policyText: policy() })).toEqual(answer);
    expect(await call('GetRepositoryPolicy', app)).toEqual(answer);
    expect(await call('DeleteRepositoryPolicy', app)).toEqual(answer);
    expect(await refusal('GetRepositoryPolicy', app)).toBe(
      "RepositoryPolicyNotFoundException: Repository policy does not exist for the repository with name 'approved/app' " +
        `in the registry with id '${ACCOUNT}'`,
    );
  });

  it('has no Resource', async () => {
    const { refusal } = await withApp();
    expect(await refusal('SetRepositoryPolicy', { ...app, policyText: policy({ Resource: arn }) })).toBe(
      invalidPolicy,
    );
  });

  it('names no role that does not exist', async () => {
    const { refusal } = await withApp();
    const policyText = policy({ Principal: { AWS: ABSENT_ROLE } });
    expect(await refusal('SetRepositoryPolicy', { ...app, policyText })).toBe(
      invalid('PolicyText', 'Principal not found'),
    );
  });

  it('is free of the registry policy scope', async () => {
    const { call } = await withApp();
    await expect(
      call('SetRepositoryPolicy', { ...app, policyText: policy({ Action: 'ecr:*' }) }),
    ).resolves.toBeDefined();
  });
});

describe('a lifecycle policy', () => {
  const rule = (rulePriority: number, selection: object = {}, action: object = { type: 'expire' }) => ({
    rulePriority,
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100, ...selection },
    action,
  });
  const untagged = {
    tagStatus: 'untagged',
    countType: 'sinceImagePushed',
    countUnit: 'days',
    countNumber: 7,
  };
  const archived = {
    storageClass: 'archive',
    countType: 'sinceImageTransitioned',
    countUnit: 'days',
    countNumber: 90,
  };
  const text = (...rules: unknown[]) => JSON.stringify({ rules }).padEnd(100);

  it('is put, read and deleted', async () => {
    const { call, refusal } = await withApp();
    const lifecyclePolicyText = text(rule(1, untagged), rule(2));
    const answer = { registryId: ACCOUNT, repositoryName: 'approved/app', lifecyclePolicyText };
    expect(await call('PutLifecyclePolicy', { ...app, lifecyclePolicyText })).toEqual(answer);
    expect(await call('GetLifecyclePolicy', app)).toEqual({ ...answer, lastEvaluatedAt: expect.any(Number) });
    expect(await call('DeleteLifecyclePolicy', app)).toMatchObject(answer);
    expect(await refusal('GetLifecyclePolicy', app)).toBe(
      "LifecyclePolicyNotFoundException: Lifecycle policy does not exist for the repository with name 'approved/app' " +
        `in the registry with id '${ACCOUNT}'`,
    );
  });

  it.each([
    ['tagged by pattern', [rule(1, { tagStatus: 'tagged', tagPatternList: ['v*'] })]],
    [
      'archiving what is not pulled',
      [
        rule(
          1,
          { ...untagged, countType: 'sinceImagePulled' },
          { type: 'transition', targetStorageClass: 'archive' },
        ),
      ],
    ],
    ['any last, in whatever order written', [rule(9), rule(1, untagged)]],
    ['any for each storage class', [rule(1), rule(2, archived)]],
    ['four wildcards in a pattern', [rule(1, { tagStatus: 'tagged', tagPatternList: ['*test*1*2*3'] })]],
  ])('accepts %s', async (_, rules) => {
    const { call } = await withApp();
    await expect(
      call('PutLifecyclePolicy', { ...app, lifecyclePolicyText: text(...rules) }),
    ).resolves.toBeDefined();
  });

  it.each([
    ['no JSON', 'x'.repeat(100), 'Could not map policyString into LifecyclePolicy.'],
    ['no rules', '{}'.padEnd(100), 'object has missing required properties (["rules"])'],
    [
      'a rule without members',
      text({ rulePriority: 1 }),
      'object has missing required properties (["action","selection"])',
    ],
    [
      'a member that is none',
      text({ ...rule(1), x: 1 }),
      'object instance has properties which are not allowed by the schema: (["x"])',
    ],
    ['no rule', text(), 'a policy has 1 to 50 rules'],
    [
      'a selection that is a list',
      text({ ...rule(1), selection: [] }),
      'selection and action must be objects',
    ],
    [
      'a selection without a count',
      text(rule(1, { countNumber: undefined })),
      'object has missing required properties (["countNumber"])',
    ],
    [
      'a tag status that is none',
      text(rule(1, { tagStatus: 'all' })),
      'instance value (all) not found in enum (possible values: ["any","tagged","untagged"])',
    ],
    [
      'tags for untagged',
      text(rule(1, { ...untagged, tagPrefixList: ['v'] })),
      'tagPrefixList and tagPatternList are for tagStatus=TAGGED only.',
    ],
    [
      'tagged without tags',
      text(rule(1, { tagStatus: 'tagged' })),
      'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.',
    ],
    [
      'five wildcards in a pattern',
      text(rule(1, { tagStatus: 'tagged', tagPatternList: ['v1', '*1*2*3*4*'] })),
      'A tag pattern can have a maximum of 4 wildcards.',
    ],
    [
      'prefixes and patterns together',
      text(rule(1, { tagStatus: 'tagged', tagPatternList: ['v*'], tagPrefixList: ['v'] })),
      'Only one of tagPrefixList and tagPatternList can be specified.',
    ],
    [
      'a prefix that is a number',
      text(rule(1, { tagStatus: 'tagged', tagPrefixList: [1] })),
      'tagPrefixList and tagPatternList must be lists of strings',
    ],
    [
      'archived images by their number',
      text(rule(1, { storageClass: 'archive' })),
      'storageClass must be standard for countType imageCountMoreThan',
    ],
    [
      'a time since archiving without the storage class',
      text(rule(1, { ...archived, storageClass: undefined })),
      'storageClass must be archive for countType sinceImageTransitioned',
    ],
    [
      '51 rules',
      text(...Array.from({ length: 51 }, (_, n) => rule(n + 1, untagged))),
      'a policy has 1 to 50 rules',
    ],
    [
      'a count with a unit',
      text(rule(1, { countUnit: 'days' })),
      'instance failed to match exactly one schema (matched 0 out of 2)',
    ],
    [
      'an age without a unit',
      text(rule(1, { countType: 'sinceImagePushed' })),
      'instance failed to match exactly one schema (matched 0 out of 2)',
    ],
    [
      'a null storage class',
      text(rule(1, {}, { type: 'expire', targetStorageClass: null })),
      'instance failed to match exactly one schema (matched 0 out of 2)',
    ],
    [
      'a count of zero',
      text(rule(1, { countNumber: 0 })),
      'numeric instance is lower than the required minimum (minimum: 1, found: 0)',
    ],
    ['two rules of one priority', text(rule(1, untagged), rule(1)), 'Rule priorities must be unique.'],
    [
      'two for untagged',
      text(rule(1, untagged), rule(2, untagged)),
      'Only one rule can select Untagged images per storage class',
    ],
    [
      'any before another',
      text(rule(1), rule(2, untagged)),
      'Rule for tagStatus=ANY must have the lowest priority per storage class',
    ],
  ])('refuses %s', async (_, lifecyclePolicyText, problem) => {
    const { refusal } = await withApp();
    expect(await refusal('PutLifecyclePolicy', { ...app, lifecyclePolicyText })).toBe(
      invalid('LifecyclePolicyText', `Lifecycle policy validation failure: ${problem}`),
    );
  });
});

describe('tags of a repository', () => {
  const owner = { Key: 'owner', Value: 'platform' };

  it('come with it, are overwritten, added and taken away', async () => {
    const { call } = await withApp({ tags: [owner] });
    await call('TagResource', {
      resourceArn: arn,
      tags: [
        { Key: 'owner', Value: 'team' },
        { Key: 'stage', Value: '' },
      ],
    });
    expect(await call('ListTagsForResource', { resourceArn: arn })).toEqual({
      tags: [
        { Key: 'owner', Value: 'team' },
        { Key: 'stage', Value: '' },
      ],
    });
    await call('UntagResource', { resourceArn: arn, tagKeys: ['owner', 'absent'] });
    expect(await call('ListTagsForResource', { resourceArn: arn })).toEqual({
      tags: [{ Key: 'stage', Value: '' }],
    });
  });

  it('are gone with a repository that is created anew', async () => {
    const { call } = await withApp({ tags: [owner] });
    await call('DeleteRepository', app);
    await call('CreateRepository', app);
    expect(await call('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: [] });
  });

  it.each([
    ['reserved', [{ Key: 'aws:owner', Value: '' }]],
    ['twice the same', [owner, owner]],
    ['too long a key', [{ Key: 'k'.repeat(129), Value: '' }]],
    ['too long a value', [{ Key: 'k', Value: 'v'.repeat(257) }]],
    ['empty', [{ Key: '', Value: '' }]],
    ['of strange characters', [{ Key: 'a;b', Value: '' }]],
  ])('are refused when %s', async (_, tags) => {
    expect(await freshEcr().refusal('CreateRepository', { ...app, tags })).toMatch(
      /^InvalidTagParameterException: /,
    );
  });

  it('are 50 at most', async () => {
    const tags = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    const { refusal } = await withApp({ tags });
    expect(await refusal('TagResource', { resourceArn: arn, tags: [owner] })).toMatch(
      /^TooManyTagsException: /,
    );
  });

  it.each([
    'approved/app',
    `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/approved/app`,
    `arn:aws:s3:::${ACCOUNT}`,
  ])('are not those of %s', async (resourceArn) => {
    const { refusal } = await withApp();
    expect(await refusal('ListTagsForResource', { resourceArn })).toBe(invalid('resourceArn', 'Invalid ARN'));
  });
});

describe('paging', () => {
  const namesOf = ({ repositories }: Record<string, unknown>) =>
    (repositories as { repositoryName: string }[]).map(({ repositoryName }) => repositoryName);

  it('shows every repository once, whatever the size of the page', async () => {
    const { call } = freshEcr();
    const names = Array.from({ length: 12 }, (_, n) => `team-${n}/app`);
    for (const repositoryName of names) await call('CreateRepository', { repositoryName });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 13 }), async (maxResults) => {
        const seen: string[] = [];
        let nextToken: unknown;
        do {
          const answer = await call(
            'DescribeRepositories',
            nextToken === undefined ? { maxResults } : { maxResults, nextToken },
          );
          expect(namesOf(answer).length).toBeLessThanOrEqual(maxResults);
          seen.push(...namesOf(answer));
          ({ nextToken } = answer);
        } while (nextToken !== undefined);
        expect(seen).toEqual([...names].sort());
      }),
      { numRuns: 13 },
    );
  });

  it('shows 100 unless told', async () => {
    const { call } = freshEcr();
    for (let n = 0; n < 101; n += 1) await call('CreateRepository', { repositoryName: `app-${n}` });
    const first = await call('DescribeRepositories');
    expect(namesOf(first)).toHaveLength(100);
    expect(namesOf(await call('DescribeRepositories', { nextToken: first.nextToken }))).toHaveLength(1);
  });

  it.each(['x', '', 'YWZ0ZXIg'])('refuses the token %j, which it did not give', async (nextToken) => {
    expect(await freshEcr().refusal('DescribeRepositories', { nextToken })).toBe(
      invalid('nextToken', 'Invalid token'),
    );
  });

  it.each([
    ['another operation', 'DescribePullThroughCacheRules', {}, ACCOUNT, REGION],
    ['another account', 'DescribeRepositories', {}, HUB, REGION],
    ['another Region', 'DescribeRepositories', {}, ACCOUNT, 'us-east-1'],
    ['images of a repository', 'ListImages', { repositoryName: 'app-1' }, ACCOUNT, REGION],
  ])('refuses a token in %s than the one that gave it', async (_, operation, input, account, region) => {
    const { call } = freshEcr();
    for (const repositoryName of ['app-1', 'app-2']) await call('CreateRepository', { repositoryName });
    const { nextToken } = await call('DescribeRepositories', { maxResults: 1 });
    await expect(call(operation, { ...input, nextToken }, account, region)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'",
    });
  });

  it('is not for repositories that are named', async () => {
    const { refusal } = await withApp();
    expect(await refusal('DescribeRepositories', { repositoryNames: ['approved/app'], maxResults: 1 })).toBe(
      invalid('repositoryNames', 'maxResults and nextToken cannot be used when names are specified'),
    );
  });

  it.each([0, 1001])('refuses pages of %d', async (maxResults) => {
    expect(await freshEcr().refusal('DescribeRepositories', { maxResults })).toContain(
      "Invalid parameter at 'maxResults'",
    );
  });
});

describe('a request', () => {
  it.each([
    ['a number for a string', { repositoryName: 1 }, 'repositoryName can not be converted to a String'],
    ['a string for a list', { ...app, tags: 'x' }, 'tags can not be converted to a List'],
    [
      'a list for a structure',
      { ...app, encryptionConfiguration: [] },
      'encryptionConfiguration can not be converted to a Structure',
    ],
    [
      'a string for a boolean',
      { ...app, imageScanningConfiguration: { scanOnPush: 'yes' } },
      'imageScanningConfiguration.scanOnPush can not be converted to a Boolean',
    ],
    [
      'a number for a choice',
      { ...app, imageTagMutability: 1 },
      'imageTagMutability can not be converted to a String',
    ],
  ])('with %s is refused', async (_, input, message) => {
    expect(await freshEcr().refusal('CreateRepository', input)).toBe(`SerializationException: ${message}`);
  });

  it('with half a page is refused', async () => {
    expect(await freshEcr().refusal('DescribeRepositories', { maxResults: 1.5 })).toBe(
      'SerializationException: maxResults can not be converted to an Integer',
    );
  });

  it('takes null for left out, and forgets members it does not know', async () => {
    const answer = await freshEcr().call('CreateRepository', { ...app, tags: null, color: 'red' });
    expect(answer).toEqual({ repository: described });
  });
});

describe('an authorization token', () => {
  it('is of the user AWS, for twelve hours, for the registries named', async () => {
    const before = Date.now() / 1000;
    const { authorizationData } = await freshEcr().call('GetAuthorizationToken', { registryIds: [HUB] });
    const [data] = authorizationData as {
      authorizationToken: string;
      expiresAt: number;
      proxyEndpoint: string;
    }[];
    expect(Buffer.from(data?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:.+/);
    expect((data?.expiresAt ?? 0) - before).toBeCloseTo(12 * 60 * 60, -1);
    expect(data?.proxyEndpoint).toBe(`https://${HUB}.dkr.ecr.${REGION}.amazonaws.com`);
  });
});
