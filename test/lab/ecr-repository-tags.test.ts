import { ACCOUNT, freshEcr, invalid } from './ecr-fixture';
import { app, arn, withApp } from './ecr-app-fixture';

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
