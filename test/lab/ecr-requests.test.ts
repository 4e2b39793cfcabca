import fc from 'fast-check';
import { ACCOUNT, HUB, REGION, freshEcr, invalid } from './ecr-fixture';
import { app, described, withApp } from './ecr-app-fixture';

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
