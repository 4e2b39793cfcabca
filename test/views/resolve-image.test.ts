import { parseImageReference } from '../../lib/views/image-reference';
import { resolveImage } from '../../lib/views/resolve-image';
import { example } from '../topologies';

type Changes = Readonly<Record<string, unknown>>;

const development = '998543534624.dkr.ecr.eu-west-1.amazonaws.com';
const staging = '427868011280.dkr.ecr.eu-west-1.amazonaws.com';
const regression = '541458685014.dkr.ecr';
const production = '699577738721.dkr.ecr.eu-west-1.amazonaws.com';
const hub = '387262473178.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'ab'.repeat(32)}`;

const resolutions = (image: string, environment: string, changes: Changes = {}) =>
  resolveImage(example(changes), environment, parseImageReference(image));

/** The first registry's answer. */
const first = (image: string, environment: string, changes: Changes = {}) => {
  const [answer] = resolutions(image, environment, changes);
  if (answer === undefined) throw new Error(`no registry in ${environment}`);
  return answer;
};

const nameOf = (image: string, environment: string, changes: Changes = {}) =>
  first(image, environment, changes).name;

/** Why there is no name, and what would have to happen. */
const refusal = (image: string, environment: string, changes: Changes = {}) => {
  const { name, why, ...answer } = first(image, environment, changes);
  return { name, why, next: 'next' in answer ? answer.next : [] };
};

const notesOf = (image: string, environment: string, changes: Changes = {}) => {
  const answer = first(image, environment, changes);
  return answer.name === undefined ? [] : answer.notes.map(({ about }) => about);
};

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

describe('a replicated environment', () => {
  test('has the released images under the names of the hub', () => {
    expect(first('release/shop/web:v1.2.3', 'production')).toMatchObject({
      name: `${production}/release/shop/web:v1.2.3`,
      why: 'the hub replicates release/ to it',
    });
  });

  const promote = `promote it: push it to ${hub}/release/…, and replication brings it here`;

  test.each([
    [`${hub}/approved/base/node:20`, 'approved/base/node'],
    [`${hub}/release-candidate/web:1`, 'release-candidate/web'],
    [`${production}/other/web:1`, `${production}/other/web`],
    [
      '602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/pause:3.5',
      '602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/pause',
    ],
  ])('has no name for %s', (image, path) => {
    expect(refusal(image, 'production')).toEqual({
      name: undefined,
      why: `production fetches nothing, it receives release/ of the hub, and ${path} is not below it`,
      next: [promote],
    });
  });

  test('has no name for an image of an external registry, and says where one comes from', () => {
    expect(refusal('nginx:1.27', 'production')).toEqual({
      name: undefined,
      why: 'production fetches nothing, it receives release/ of the hub',
      next: [`take it from development, and ${promote}`],
    });
  });
});

describe('a name in a registry of the manifest', () => {
  test.each([
    `${development}/docker-hub/library/nginx:1.27`,
    `${development}/approved/base/node@${digest}`,
    `${development}/pushed/by/hand:1`,
  ])('%s stays in its environment', (name) => {
    expect(nameOf(name, 'development')).toBe(name);
  });

  test('stays below its rule although another rule leads to the same upstream', () => {
    const changes = {
      'environments.staging.pullThrough': [{ upstream: 'quay' }, { upstream: 'quay', prefix: 'two' }],
    };
    expect(nameOf(`${staging}/two/x:1`, 'staging', changes)).toBe(`${staging}/two/x:1`);
  });

  test.each(['998543534624.dkr-ecr.eu-west-1.on.aws', '998543534624.dkr.ecr-fips.eu-west-1.amazonaws.com'])(
    'is known under %s as well',
    (host) => {
      expect(nameOf(`${host}/quay/x:1`, 'development')).toBe(`${development}/quay/x:1`);
    },
  );

  test('leads through its rule to the name in another environment', () => {
    expect(nameOf(`${development}/approved/base/node:20`, 'staging')).toBe(
      `${staging}/approved/base/node:20`,
    );
  });

  test('leads from one Region of the environment to the other', () => {
    expect(
      resolutions(`${regression}.us-east-1.amazonaws.com/approved/x:1`, 'regression').map(({ name }) => name),
    ).toEqual([
      `${regression}.eu-west-1.amazonaws.com/approved/x:1`,
      `${regression}.us-east-1.amazonaws.com/approved/x:1`,
    ]);
  });

  test('leads nowhere else if no rule fills it', () => {
    expect(refusal(`${development}/pushed/by/hand:1`, 'staging')).toEqual({
      name: undefined,
      why: 'it is a repository of development-main-eu-west-1 alone, which no rule fills',
      next: ['push it, tested, to approved/ of the hub, which staging caches'],
    });
  });

  test('is none if the registry is not in the manifest', () => {
    const host = '123412341234.dkr.ecr.eu-west-1.amazonaws.com';
    expect(refusal(`${host}/team/app:1`, 'staging')).toEqual({
      why: `${host} is an ECR registry outside the manifest, and no rule of staging points at it`,
      next: [
        `add { upstream: ecr, url: ${host} } to environments.staging.pullThrough`,
        'push it, tested, to approved/ of the hub, which staging caches',
      ],
    });
  });

  test("is the name itself in AWS's own registries, as far as they are let through", () => {
    const eks = '602401143452.dkr.ecr.eu-west-1.amazonaws.com';
    expect(refusal(`${eks}/eks/pause:3.5`, 'staging')).toEqual({
      why: `${eks} is one of AWS's own registries, which guardrails and endpoints let through`,
      next: ['pull it by that name'],
    });
    const fluentBit = '906394416424.dkr.ecr.eu-west-1.amazonaws.com';
    expect(refusal(`${fluentBit}/something-else:1`, 'staging').why).toBe(
      `${fluentBit} is an ECR registry outside the manifest, and no rule of staging points at it`,
    );
  });
});

describe('two caches, one behind the other', () => {
  const changes = {
    'hub.pullThrough': [{ upstream: 'quay', only: ['a/*'] }],
    'environments.staging.pullThrough': [{ hub: 'approved' }, { hub: 'quay', prefix: 'qy' }],
  };

  test('give one name', () => {
    expect(first('quay.io/a/b:1', 'staging', changes)).toMatchObject({
      name: `${staging}/qy/a/b:1`,
      why: `rule qy/ → ${hub}/quay/ → quay.io`,
    });
  });

  test('have one origin, by its name in the hub as well', () => {
    expect(nameOf(`${hub}/quay/a/b:1`, 'development', changes)).toBe(`${development}/quay/a/b:1`);
  });

  test('are both bound by the allow-list of the one in the hub', () => {
    expect(refusal('quay.io/b/c:1', 'staging', changes).why).toBe(
      `rule qy/ → ${hub}/quay/ → quay.io lets through a/* only, and b/c is not among them`,
    );
  });

  test('are no place to push to', () => {
    expect(refusal('gcr.io/x/y:1', 'staging', changes).next).toEqual([
      'push it, tested, to approved/ of the hub, which staging caches',
    ]);
  });
});

describe('a repository name', () => {
  // 255 is Docker's limit; docker-hub/ takes eleven of them.
  test('of 255 characters is one', () => {
    expect(nameOf(`docker.io/org/${'a'.repeat(240)}:1`, 'development')).toBe(
      `${development}/docker-hub/org/${'a'.repeat(240)}:1`,
    );
  });

  test('that the prefix makes longer is none', () => {
    expect(refusal(`docker.io/org/${'a'.repeat(241)}:1`, 'development')).toEqual({
      name: undefined,
      why: 'rule docker-hub/ → registry-1.docker.io would make a repository name of 256 characters, and 255 are the most that Docker reads',
      next: ['give the rule a shorter prefix in the manifest'],
    });
  });
});

describe('notes say of', () => {
  const chained = {
    'hub.pullThrough': [{ upstream: 'quay' }],
    'environments.staging.pullThrough': [{ hub: 'quay' }],
  };
  test.each<[what: string, image: string, environment: string, notes: string[], changes?: Changes]>([
    [
      'an external image: what its first pull needs',
      'quay.io/x:1',
      'development',
      ['first pull', 'first pull'],
    ],
    [
      'an image of the hub: the permissions of its first pull',
      `${hub}/approved/x:1`,
      'staging',
      ['first pull'],
    ],
    [
      'a name without a host: that it was taken for one of the hub',
      'approved/x:1',
      'staging',
      ['hub', 'first pull'],
    ],
    [
      'a digest: that the tag comes first',
      `quay.io/x@${digest}`,
      'development',
      ['digest', 'first pull', 'first pull'],
    ],
    ['latest: that it moves', 'quay.io/x', 'development', ['latest', 'first pull', 'first pull']],
    [
      'an official image without library/: that Docker Hub refuses it',
      `${development}/docker-hub/nginx:1`,
      'development',
      ['library', 'first pull', 'first pull'],
    ],
    [
      'two caches: that nobody knows',
      'quay.io/x:1',
      'staging',
      ['chained', 'first pull', 'first pull'],
      chained,
    ],
    ['a repository that no rule fills', `${development}/x/y:1`, 'development', ['unfilled']],
    ['a replica: when it is there', `${hub}/release/x:1`, 'production', ['replica']],
    ['a replica of latest: that it moves once', `${hub}/release/x`, 'production', ['replica', 'latest']],
    [
      'a replica of latest, where tags may move: nothing more',
      `${hub}/release/x`,
      'production',
      ['replica'],
      { 'environments.production.repositories': { tagMutability: 'mutable' } },
    ],
    ['a replica by digest: nothing more', `${hub}/release/x@${digest}`, 'production', ['replica']],
  ])('%s', (_, image, environment, notes, changes = {}) => {
    expect(notesOf(image, environment, changes)).toEqual(notes);
  });

  test('a digest, with the tag that goes first', () => {
    const answer = first(`quay.io/x:1.2@${digest}`, 'development');
    expect(answer.name !== undefined && answer.notes[0]).toEqual({
      about: 'digest',
      text: 'a first pull by digest is reported to fail, with a tag beside it too: pull :1.2 alone before',
      source: 'https://github.com/aws/containers-roadmap/issues/2837',
    });
  });
});
