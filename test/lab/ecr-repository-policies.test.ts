import { ABSENT_ROLE, ACCOUNT, invalid, policy } from './ecr-fixture';
import { app, arn, withApp } from './ecr-app-fixture';

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
