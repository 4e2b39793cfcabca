import { ACCOUNT, HUB, ROLE, freshEcr, invalid } from './ecr-fixture';

const scanner = (n: number | string) => `arn:aws:iam::${HUB}:role/scanners/scanner-${n}`;

describe('a pull time update exclusion', () => {
  it('is registered, listed and deregistered', async () => {
    const { call } = freshEcr();
    expect(await call('RegisterPullTimeUpdateExclusion', { principalArn: ROLE })).toEqual({
      principalArn: ROLE,
      createdAt: expect.any(Number),
    });
    expect(await call('ListPullTimeUpdateExclusions')).toEqual({ pullTimeUpdateExclusions: [ROLE] });
    expect(await call('DeregisterPullTimeUpdateExclusion', { principalArn: ROLE })).toEqual({
      principalArn: ROLE,
    });
    expect(await call('ListPullTimeUpdateExclusions')).toEqual({ pullTimeUpdateExclusions: [] });
  });

  it('is one per principal', async () => {
    const { call, refusal } = freshEcr();
    await call('RegisterPullTimeUpdateExclusion', { principalArn: ROLE });
    expect(await refusal('RegisterPullTimeUpdateExclusion', { principalArn: ROLE })).toBe(
      `ExclusionAlreadyExistsException: The pull time update exclusion for '${ROLE}' already exists in the registry with id '${ACCOUNT}'`,
    );
  });

  it('that is not there cannot be taken away', async () => {
    expect(await freshEcr().refusal('DeregisterPullTimeUpdateExclusion', { principalArn: ROLE })).toBe(
      `ExclusionNotFoundException: The pull time update exclusion for '${ROLE}' does not exist in the registry with id '${ACCOUNT}'`,
    );
  });

  it('is one of 100 at most, listed in pages', async () => {
    const { call, refusal } = freshEcr();
    for (let n = 0; n < 100; n += 1)
      await call('RegisterPullTimeUpdateExclusion', { principalArn: scanner(n) });
    expect(await refusal('RegisterPullTimeUpdateExclusion', { principalArn: scanner(100) })).toBe(
      `LimitExceededException: The maximum number of pull time update exclusions (100) in the registry with id '${ACCOUNT}' is reached`,
    );
    const first = await call('ListPullTimeUpdateExclusions', { maxResults: 60 });
    const second = await call('ListPullTimeUpdateExclusions', { maxResults: 60, nextToken: first.nextToken });
    expect(second).not.toHaveProperty('nextToken');
    const listed = [first, second].flatMap(
      ({ pullTimeUpdateExclusions }) => pullTimeUpdateExclusions as string[],
    );
    expect(listed).toEqual(Array.from({ length: 100 }, (_, n) => scanner(n)).sort());
  });

  it.each([
    'scanner',
    `arn:aws:iam::${HUB}:root`,
    `arn:aws:iam::${HUB}:role/*`,
    `arn:aws:sts::${HUB}:assumed-role/scanner/session`,
    `arn:aws:iam::${HUB}:group/scanners`,
  ])('is not for %s', async (principalArn) => {
    expect(await freshEcr().refusal('RegisterPullTimeUpdateExclusion', { principalArn })).toBe(
      invalid(
        'principalArn',
        'Member must satisfy regular expression pattern: ' +
          'arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*',
      ),
    );
  });

  it('has an ARN of 200 characters at most', async () => {
    const { call, refusal } = freshEcr();
    const longest = scanner('x'.repeat(200 - scanner('').length));
    await expect(call('RegisterPullTimeUpdateExclusion', { principalArn: longest })).resolves.toBeDefined();
    expect(await refusal('RegisterPullTimeUpdateExclusion', { principalArn: `${longest}x` })).toBe(
      invalid('principalArn', 'Member must have length less than or equal to 200'),
    );
  });
});
