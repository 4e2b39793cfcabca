import {
  ABSENT_ROLE,
  ACCOUNT,
  HUB,
  KEY,
  REGION,
  everything,
  freshEcr,
  invalid,
  lifecyclePolicy,
  policy,
  template,
} from './ecr-fixture';

describe('a repository creation template', () => {
  it('has the defaults AES256 and MUTABLE', async () => {
    expect(await freshEcr().call('CreateRepositoryCreationTemplate', template())).toEqual({
      registryId: ACCOUNT,
      repositoryCreationTemplate: {
        ...template(),
        encryptionConfiguration: { encryptionType: 'AES256' },
        imageTagMutability: 'MUTABLE',
        createdAt: expect.any(Number),
        updatedAt: expect.any(Number),
      },
    });
  });

  it('is described with all that it was given', async () => {
    const { call } = freshEcr();
    await call('CreateRepositoryCreationTemplate', template(everything));
    expect(await call('DescribeRepositoryCreationTemplates', { prefixes: ['approved'] })).toEqual({
      registryId: ACCOUNT,
      repositoryCreationTemplates: [
        { ...template(everything), createdAt: expect.any(Number), updatedAt: expect.any(Number) },
      ],
    });
  });

  it('is left out of a description, without an error, when it is not there', async () => {
    const answer = await freshEcr().call('DescribeRepositoryCreationTemplates', { prefixes: ['absent'] });
    expect(answer).toEqual({ registryId: ACCOUNT, repositoryCreationTemplates: [] });
  });

  it.each(['approved', 'approved/'])('is one per prefix: a second %s is refused', async (prefix) => {
    const { call, refusal } = freshEcr();
    await call('CreateRepositoryCreationTemplate', template());
    expect(await refusal('CreateRepositoryCreationTemplate', template({ prefix }))).toBe(
      `TemplateAlreadyExistsException: The repository creation template with the prefix '${prefix}' already exists ` +
        `in the registry with id '${ACCOUNT}'`,
    );
  });

  it('may have tags and KMS without a role, as on AWS: only the creation of a repository fails then', async () => {
    const withoutRole = { ...everything, customRoleArn: undefined };
    await expect(
      freshEcr().call('CreateRepositoryCreationTemplate', template(withoutRole)),
    ).resolves.toBeDefined();
  });

  it.each([
    ['no occasion', { appliedFor: undefined }, invalid('appliedFor', 'Member must not be null')],
    [
      'an occasion that is none',
      { appliedFor: ['PUSH'] },
      invalid(
        'appliedFor',
        'Member must satisfy constraint: [Member must satisfy enum value set: [REPLICATION, PULL_THROUGH_CACHE, CREATE_ON_PUSH]]',
      ),
    ],
    [
      'a key by alias',
      { encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'alias/images' } },
      /^InvalidParameterException: Invalid parameter at 'encryptionConfiguration.kmsKey'.*regular expression/,
    ],
    [
      'a key of another Region',
      { encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY.replace(REGION, 'us-east-1') } },
      invalid('encryptionConfiguration.kmsKey', 'The key must be in the Region of the registry'),
    ],
    [
      'a key with AES256',
      { encryptionConfiguration: { encryptionType: 'AES256', kmsKey: KEY } },
      invalid('encryptionConfiguration.kmsKey', 'Member must be null when encryptionType is AES256'),
    ],
    [
      'two layers of encryption outside AWS GovCloud (US)',
      { encryptionConfiguration: { encryptionType: 'KMS_DSSE' } },
      invalid(
        'encryptionConfiguration.encryptionType',
        'KMS_DSSE is only available in the AWS GovCloud (US) Regions',
      ),
    ],
    [
      'a prefix of 257 characters',
      { prefix: 'a'.repeat(257) },
      invalid('prefix', 'Member must have length less than or equal to 256'),
    ],
    [
      'a description of 257 characters',
      { description: 'a'.repeat(257) },
      invalid('description', 'Member must have length less than or equal to 256'),
    ],
    [
      'a repository policy of 10,241 characters',
      { repositoryPolicy: policy().padEnd(10241) },
      invalid('repositoryPolicy', 'Member must have length less than or equal to 10240'),
    ],
    [
      'a lifecycle policy of 30,721 characters',
      { lifecyclePolicy: lifecyclePolicy.padEnd(30721) },
      invalid('lifecyclePolicy', 'Member must have length less than or equal to 30720'),
    ],
    [
      '51 tags',
      { resourceTags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })) },
      /^TooManyTagsException: /,
    ],
    [
      'a repository policy with a Resource',
      { repositoryPolicy: policy({ Resource: '*' }) },
      invalid('repositoryPolicy', 'Invalid repository policy provided'),
    ],
    [
      'a repository policy that names a role that does not exist',
      { repositoryPolicy: policy({ Principal: { AWS: ABSENT_ROLE } }) },
      invalid('repositoryPolicy', 'Principal not found'),
    ],
    [
      'a lifecycle policy that is none',
      { lifecyclePolicy: '{}' },
      invalid(
        'lifecyclePolicy',
        'Lifecycle policy validation failure: object has missing required properties (["rules"])',
      ),
    ],
    ['a reserved tag', { resourceTags: [{ Key: 'aws:x', Value: '' }] }, /^InvalidTagParameterException: /],
    ['a role that does not exist', { customRoleArn: ABSENT_ROLE }, /'customRoleArn'.*does not exist$/],
    [
      'a role of another account',
      { customRoleArn: `arn:aws:iam::${HUB}:role/x` },
      /'customRoleArn'.*same account/,
    ],
    [
      'exclusions without the mutability that has them',
      { imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }] },
      invalid(
        'imageTagMutabilityExclusionFilters',
        'ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as MUTABLE',
      ),
    ],
    [
      'a mutability with exclusions that has none',
      { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' },
      invalid(
        'imageTagMutabilityExclusionFilters',
        "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as IMMUTABLE_WITH_EXCLUSION",
      ),
    ],
    [
      'three wildcards in an exclusion',
      {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: '*a*b*' }],
      },
      invalid('imageTagMutabilityExclusionFilters', 'A filter can have a maximum of 2 wildcards'),
    ],
  ])('refuses %s', async (_, settings, message) => {
    expect(await freshEcr().refusal('CreateRepositoryCreationTemplate', template(settings))).toEqual(
      message instanceof RegExp ? expect.stringMatching(message) : message,
    );
  });
});

describe('changing a repository creation template', () => {
  it('changes what is given and keeps the rest', async () => {
    const { call } = freshEcr();
    await call('CreateRepositoryCreationTemplate', template(everything));
    const change = { prefix: 'approved', appliedFor: ['REPLICATION'], resourceTags: [] };
    expect((await call('UpdateRepositoryCreationTemplate', change)).repositoryCreationTemplate).toEqual({
      ...template(everything),
      ...change,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
    });
  });

  it.each(['description', 'repositoryPolicy', 'lifecyclePolicy', 'customRoleArn'])(
    'takes %s away with an empty string',
    async (member) => {
      const { call } = freshEcr();
      await call('CreateRepositoryCreationTemplate', template(everything));
      const { repositoryCreationTemplate } = await call('UpdateRepositoryCreationTemplate', {
        prefix: 'approved',
        [member]: '',
      });
      expect(repositoryCreationTemplate).not.toHaveProperty(member);
    },
  );

  it('drops the exclusions with the mutability that had them', async () => {
    const { call } = freshEcr();
    const filters = [{ filterType: 'WILDCARD', filter: 'latest' }];
    const excluding = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    };
    await call('CreateRepositoryCreationTemplate', template(excluding));
    const kept = await call('UpdateRepositoryCreationTemplate', { prefix: 'approved', description: 'x' });
    expect(kept.repositoryCreationTemplate).toMatchObject(excluding);
    const change = { prefix: 'approved', imageTagMutability: 'MUTABLE' };
    const { repositoryCreationTemplate } = await call('UpdateRepositoryCreationTemplate', change);
    expect(repositoryCreationTemplate).not.toHaveProperty('imageTagMutabilityExclusionFilters');
  });

  it('deletes it and says what it was', async () => {
    const { call } = freshEcr();
    await call('CreateRepositoryCreationTemplate', template());
    const deleted = await call('DeleteRepositoryCreationTemplate', { prefix: 'approved/' });
    expect(deleted.repositoryCreationTemplate).toMatchObject(template());
    expect((await call('DescribeRepositoryCreationTemplates')).repositoryCreationTemplates).toEqual([]);
  });

  it.each(['UpdateRepositoryCreationTemplate', 'DeleteRepositoryCreationTemplate'])(
    '%s refuses a prefix without a template',
    async (operation) => {
      expect(await freshEcr().refusal(operation, { prefix: 'absent' })).toBe(
        "TemplateNotFoundException: The repository creation template with the prefix 'absent' does not exist " +
          `in the registry with id '${ACCOUNT}'`,
      );
    },
  );
});
