import {
  development,
  staging,
  regression,
  hub,
  digest,
  resolutions,
  first,
  nameOf,
  refusal,
} from './resolutions';

describe('an image of another private registry', () => {
  const url = '123412341234.dkr.ecr.us-east-1.amazonaws.com';
  const withRule = (entry: object) => ({
    'environments.staging.pullThrough': [{ upstream: 'ecr', url, prefix: 'partner', ...entry }],
  });

  test('is below the prefix of the rule at it', () => {
    expect(nameOf(`${url}/team-a/app:1`, 'staging', withRule({}))).toBe(`${staging}/partner/team-a/app:1`);
  });

  test('is named without the upstream prefix, and not there outside of it', () => {
    const changes = withRule({ upstreamPrefix: 'team-a' });
    expect(nameOf(`${url}/team-a/app:1`, 'staging', changes)).toBe(`${staging}/partner/app:1`);
    expect(nameOf(`${url}/team-b/app:1`, 'staging', changes)).toBeUndefined();
  });
});

describe('an image of an external registry', () => {
  test.each([
    ['nginx', `${development}/docker-hub/library/nginx:latest`],
    ['registry-1.docker.io/org/app:1', `${development}/docker-hub/org/app:1`],
    ['quay.io/x/y:1', `${development}/quay/x/y:1`],
    [`public.ecr.aws/a/b:1@${digest}`, `${development}/ecr-public/a/b:1@${digest}`],
    ['ghcr.io/my-org/team/app:1', `${development}/ghcr/my-org/team/app:1`],
  ])('%s lies below the prefix of the rule for its host', (image, name) => {
    expect(nameOf(image, 'development')).toBe(name);
  });

  test('has the rule as its reason', () => {
    expect(first('quay.io/x/y:1', 'development').why).toBe('rule quay/ → quay.io');
  });

  test('has one name for each registry of the environment', () => {
    expect(resolutions('approved/base/node:20', 'regression').map(({ name }) => name)).toEqual([
      `${regression}.eu-west-1.amazonaws.com/approved/base/node:20`,
      `${regression}.us-east-1.amazonaws.com/approved/base/node:20`,
    ]);
  });

  test('has no name without a rule, and the ways to one are named', () => {
    expect(refusal('docker.io/library/nginx:1.27', 'staging')).toEqual({
      name: undefined,
      why: 'no rule of staging fetches from docker.io',
      next: [
        'it can be had in development',
        'add { upstream: docker-hub, credentials: { secret: docker-hub } } to environments.staging.pullThrough',
        'push it, tested, to approved/ of the hub, which staging caches',
      ],
    });
  });

  test('has a rule of its own for each Azure registry', () => {
    const azure = { upstream: 'azure', url: 'acme.azurecr.io', credentials: { secret: 'azure' } };
    const changes = { 'environments.staging.pullThrough': [azure] };
    expect([
      nameOf('acme.azurecr.io/x:1', 'staging', changes),
      refusal('other.azurecr.io/x:1', 'staging', changes),
    ]).toEqual([
      `${staging}/azure/x:1`,
      {
        name: undefined,
        why: 'no rule of staging fetches from other.azurecr.io',
        next: [
          'add { upstream: azure, url: other.azurecr.io, credentials: { secret: azure } } to environments.staging.pullThrough',
        ],
      },
    ]);
  });

  test.each(['gcr.io', 'europe-docker.pkg.dev', 'mcr.microsoft.com', 'nvcr.io', 'localhost:5000'])(
    'has no name if AWS has no pull-through cache for %s',
    (host) => {
      expect(refusal(`${host}/x/y:1`, 'development')).toEqual({
        name: undefined,
        why: `ECR has no pull-through cache for ${host}: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html`,
        next: ['push it, tested, to approved/ of the hub, which development caches'],
      });
    },
  );

  test('that is written with capitals is on a host of that name, to Docker', () => {
    expect(refusal('MyOrg/app', 'development').why).toContain(
      'for myorg (a host to Docker, for its capitals): ',
    );
  });

  test('may lie below two prefixes: the first rule of the manifest that lets it through has it', () => {
    const quay = (prefix: string, only: string) => ({ upstream: 'quay', prefix, only: [only] });
    const changes = {
      'environments.staging.pullThrough': [quay('one', 'a/*'), quay('two', '*'), quay('three', '*')],
    };
    expect(nameOf('quay.io/b/c:1', 'staging', changes)).toBe(`${staging}/two/b/c:1`);
  });
});

describe('an allow-list', () => {
  const only = (...patterns: string[]) => ({
    'environments.staging.pullThrough': [{ upstream: 'quay', only: patterns }],
  });

  test.each([
    ['a/b', 'a/b'],
    ['a/*', 'a/b/c'],
    ['*/b', 'a/x/b'],
    ['a*c*e', 'a/b/c/d/e'],
    ['a.b/*', 'a.b/c'],
  ])('%s lets %s through', (pattern, path) => {
    expect(nameOf(`quay.io/${path}:1`, 'staging', only('z', pattern))).toBe(`${staging}/quay/${path}:1`);
  });

  test.each([
    ['a/b', 'a/b/c'],
    ['a/*', 'ab/c'],
    ['a.b/*', 'axb/c'],
    ['*/b', 'a/bc'],
    ['ab*ba', 'aba'],
    ['a*c*e', 'a/e'],
  ])('%s keeps %s out', (pattern, path) => {
    expect(refusal(`quay.io/${path}:1`, 'staging', only(pattern))).toEqual({
      name: undefined,
      why: `rule quay/ → quay.io lets through ${pattern} only, and ${path} is not among them`,
      next: ['add it to `only` of that rule in the manifest'],
    });
  });

  test('with an official image of Docker Hub needs library/', () => {
    const changes = { 'environments.development.pullThrough.0.only': ['nginx'] };
    expect(refusal('nginx:1.27', 'development', changes).next).toEqual([
      'write library/nginx instead of nginx: official images lie under library/',
    ]);
  });
});

describe('a rule for ROOT', () => {
  const changes = {
    'environments.staging.pullThrough': [{ hub: 'approved' }, { upstream: 'quay', prefix: 'ROOT' }],
  };

  test('adds nothing to the name', () => {
    expect(nameOf('quay.io/x/y:1', 'staging', changes)).toBe(`${staging}/x/y:1`);
  });

  test('does not get what has the prefix of another rule', () => {
    expect(refusal('quay.io/approved/y:1', 'staging', changes)).toEqual({
      name: undefined,
      why: `rule ROOT → quay.io takes what no other rule has, and approved/y belongs to the rule approved/ → ${hub}/approved/`,
      next: ['give the rule ROOT a prefix of its own in the manifest'],
    });
  });
});

describe('an image of the hub', () => {
  test.each([`${hub}/approved/base/node:20`, 'approved/base/node:20'])(
    '%s has a name below the rule',
    (image) => {
      expect(nameOf(image, 'staging')).toBe(`${staging}/approved/base/node:20`);
    },
  );

  test("lies below the rule's own prefix, if that is another than the namespace", () => {
    const changes = { 'environments.staging.pullThrough': [{ hub: 'approved', prefix: 'base' }] };
    expect(first('approved/node:20', 'staging', changes)).toMatchObject({
      name: `${staging}/base/node:20`,
      why: `rule base/ → ${hub}/approved/`,
    });
  });

  test('with docker.io before its name is none', () => {
    expect(nameOf('docker.io/approved/node:20', 'development')).toBe(
      `${development}/docker-hub/approved/node:20`,
    );
  });

  test('has no name where no rule fetches its namespace', () => {
    expect(refusal('release/shop/web:v1.2.3', 'staging')).toEqual({
      name: undefined,
      why: 'staging caches approved/ of the hub, and release/shop/web is not below it',
      next: ['it can be had in production', 'add { hub: release } to environments.staging.pullThrough'],
    });
  });

  test('has no name where no rule points at the hub', () => {
    expect(
      refusal('approved/x:1', 'staging', { 'environments.staging.pullThrough': [{ upstream: 'quay' }] }).why,
    ).toBe('no rule of staging points at the hub');
  });
});
