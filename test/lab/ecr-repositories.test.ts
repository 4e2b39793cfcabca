import { ACCOUNT, HUB, KEY, REGION, REPOSITORIES, freshEcr, invalid, policy } from './ecr-fixture';
import { app, described, absent, withApp } from './ecr-app-fixture';

const wildcard = (filter: string) => ({ filterType: 'WILDCARD', filter });

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
