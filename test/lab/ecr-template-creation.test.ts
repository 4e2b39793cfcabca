import {
  ACCOUNT,
  KEY,
  REGION,
  ROLE,
  everything,
  freshEcr,
  lifecyclePolicy,
  policy,
  template,
} from './ecr-fixture';

describe('a repository that ECR creates', () => {
  async function withTemplates(...settings: Record<string, unknown>[]) {
    const ecr = freshEcr();
    for (const each of settings) await ecr.call('CreateRepositoryCreationTemplate', template(each));
    const create = (name: string, occasion: 'PULL_THROUGH_CACHE' | 'REPLICATION' | 'CREATE_ON_PUSH') =>
      ecr.service.createFromTemplate(ACCOUNT, REGION, name, occasion);
    const described = async (name: string) =>
      ((await ecr.call('DescribeRepositories', { repositoryNames: [name] })).repositories as object[])[0];
    return { ...ecr, create, described };
  }

  it('has all that its template says', async () => {
    const { call, create, described } = await withTemplates(everything);
    await create('approved/app', 'PULL_THROUGH_CACHE');
    expect(await described('approved/app')).toMatchObject({
      imageTagMutability: 'IMMUTABLE',
      encryptionConfiguration: everything.encryptionConfiguration,
    });
    const repositoryName = 'approved/app';
    const resourceArn = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/approved/app`;
    expect(await call('GetRepositoryPolicy', { repositoryName })).toHaveProperty('policyText', policy());
    expect(await call('GetLifecyclePolicy', { repositoryName })).toHaveProperty(
      'lifecyclePolicyText',
      lifecyclePolicy,
    );
    expect(await call('ListTagsForResource', { resourceArn })).toEqual({ tags: everything.resourceTags });
  });

  it.each([
    ['approved/team/app', 'the most specific prefix', 'IMMUTABLE'],
    ['approved/app', 'the prefix that matches', 'MUTABLE'],
    ['approved-else/app', 'ROOT, for a prefix ends in a slash', 'IMMUTABLE'],
    ['approved', 'ROOT, for a prefix ends in a slash', 'IMMUTABLE'],
  ])('%s takes the template of %s', async (name, _, mutability) => {
    const { create, described } = await withTemplates(
      { prefix: 'ROOT', imageTagMutability: 'IMMUTABLE' },
      { prefix: 'approved', imageTagMutability: 'MUTABLE' },
      { prefix: 'approved/team/', imageTagMutability: 'IMMUTABLE' },
    );
    await create(name, 'PULL_THROUGH_CACHE');
    expect(await described(name)).toMatchObject({ imageTagMutability: mutability });
  });

  it('takes no template made for another occasion', async () => {
    const { create, described } = await withTemplates({ imageTagMutability: 'IMMUTABLE' });
    await create('approved/app', 'REPLICATION');
    expect(await described('approved/app')).toMatchObject({ imageTagMutability: 'MUTABLE' });
  });

  it('has the defaults without a template', async () => {
    const { create, described } = await withTemplates();
    await create('quay/app', 'PULL_THROUGH_CACHE');
    expect(await described('quay/app')).toMatchObject({
      imageTagMutability: 'MUTABLE',
      encryptionConfiguration: { encryptionType: 'AES256' },
    });
  });

  it('is not created by a push without a template', async () => {
    const { create } = await withTemplates(everything);
    await expect(create('approved/app', 'CREATE_ON_PUSH')).rejects.toMatchObject({
      code: 'RepositoryNotFoundException',
      reason: 'no creation template for CREATE_ON_PUSH matches',
    });
  });

  it.each([
    ['tags', { resourceTags: everything.resourceTags }],
    ['KMS', { encryptionConfiguration: everything.encryptionConfiguration }],
  ])('fails when its template has %s and no role', async (_, settings) => {
    const { create, refusal } = await withTemplates(settings);
    await expect(create('approved/app', 'PULL_THROUGH_CACHE')).rejects.toMatchObject({
      code: 'RepositoryNotFoundException',
      message: `The repository with name 'approved/app' does not exist in the registry with id '${ACCOUNT}'`,
      reason: "creation template 'approved': tags and KMS need a customRoleArn",
    });
    expect(await refusal('DescribeRepositories', { repositoryNames: ['approved/app'] })).toContain(
      'does not exist',
    );
  });

  it('fails when the role of its template has gone since', async () => {
    let exists = true;
    const { call, service } = freshEcr({ principalExists: () => Promise.resolve(exists) });
    await call('CreateRepositoryCreationTemplate', template(everything));
    exists = false;
    const creation = service.createFromTemplate(ACCOUNT, REGION, 'approved/app', 'PULL_THROUGH_CACHE');
    await expect(creation).rejects.toMatchObject({
      code: 'RepositoryNotFoundException',
      reason: `creation template 'approved': ${ROLE} does not exist`,
    });
  });

  it('fails when the key of its template has gone since', async () => {
    let key: string | undefined = KEY;
    const { call, service } = freshEcr({ kmsKey: () => Promise.resolve(key) });
    await call('CreateRepositoryCreationTemplate', template(everything));
    key = undefined;
    const creation = service.createFromTemplate(ACCOUNT, REGION, 'approved/app', 'PULL_THROUGH_CACHE');
    await expect(creation).rejects.toMatchObject({ code: 'KmsException' });
  });

  it('is created by a push with a template for it', async () => {
    const { create, described } = await withTemplates({ appliedFor: ['REPLICATION', 'CREATE_ON_PUSH'] });
    await create('approved/app', 'CREATE_ON_PUSH');
    expect(await described('approved/app')).toMatchObject({ repositoryName: 'approved/app' });
  });

  it('is not created twice', async () => {
    const { create } = await withTemplates({});
    await create('approved/app', 'PULL_THROUGH_CACHE');
    await expect(create('approved/app', 'PULL_THROUGH_CACHE')).rejects.toMatchObject({
      code: 'RepositoryAlreadyExistsException',
    });
  });

  it('keeps what its template said when that changes: nothing is applied in retrospect', async () => {
    const { call, create, described } = await withTemplates({});
    await create('approved/app', 'PULL_THROUGH_CACHE');
    const change = { prefix: 'approved', imageTagMutability: 'IMMUTABLE' };
    await call('UpdateRepositoryCreationTemplate', change);
    expect(await described('approved/app')).toMatchObject({ imageTagMutability: 'MUTABLE' });
  });

  it('takes the tags that its template excludes from the mutability', async () => {
    const excluding = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
    };
    const { create, described } = await withTemplates(excluding);
    await create('approved/app', 'PULL_THROUGH_CACHE');
    expect(await described('approved/app')).toMatchObject(excluding);
  });

  it.each(['Approved/app', 'approved//app', `approved/${'a'.repeat(248)}`])(
    'has a name as any other: not %s',
    async (name) => {
      const { create } = await withTemplates({});
      await expect(create(name, 'PULL_THROUGH_CACHE')).rejects.toMatchObject({
        code: 'InvalidParameterException',
        message: expect.stringContaining("Invalid parameter at 'repositoryName'"),
      });
    },
  );

  it('takes a shorter prefix made for the occasion over a longer one made for another', async () => {
    const { create, described } = await withTemplates(
      { prefix: 'approved', imageTagMutability: 'IMMUTABLE' },
      { prefix: 'approved/team', appliedFor: ['REPLICATION'] },
    );
    await create('approved/team/app', 'PULL_THROUGH_CACHE');
    expect(await described('approved/team/app')).toMatchObject({ imageTagMutability: 'IMMUTABLE' });
  });

  it('matches no template that is for no occasion', async () => {
    const { create, described } = await withTemplates({ appliedFor: [], imageTagMutability: 'IMMUTABLE' });
    await create('approved/app', 'PULL_THROUGH_CACHE');
    expect(await described('approved/app')).toMatchObject({ imageTagMutability: 'MUTABLE' });
  });
});
