import { example, registry, stackIds } from '../topologies';

describe('stacks', () => {
  test('are one per account and Region, in wave order', () => {
    expect(
      example().stacks.map(({ id, account, region, wave }) => `${wave} ${id} ${account} ${region}`),
    ).toEqual([
      'state state 387262473178 eu-west-1',
      'credentials credentials-development-main-eu-west-1 998543534624 eu-west-1',
      'hub hub-eu-west-1 387262473178 eu-west-1',
      'environments development-main-eu-west-1 998543534624 eu-west-1',
      'environments staging-main-eu-west-1 427868011280 eu-west-1',
      'environments regression-main-eu-west-1 541458685014 eu-west-1',
      'environments regression-main-us-east-1 541458685014 us-east-1',
      'environments production-eu-eu-west-1 699577738721 eu-west-1',
      'environments production-eu-eu-central-1 699577738721 eu-central-1',
      'environments production-us-us-east-1 743487347143 us-east-1',
      'environments development-main-eu-west-1-network 998543534624 eu-west-1',
      'replication replication-eu-west-1 387262473178 eu-west-1',
      'guardrails guardrails 123456789012 eu-west-1',
    ]);
  });

  test('leave out the state bucket where state is kept in local files', () => {
    expect(stackIds(example({ state: undefined }), 'state')).toEqual([]);
  });

  test('leave out credentials where the secret exists already', () => {
    const existing = { existing: 'somebody-elses' };
    const topology = example({
      'environments.development.pullThrough.0.credentials': existing,
      'environments.development.pullThrough.3.credentials': existing,
    });
    expect(stackIds(topology, 'credentials')).toEqual([]);
  });

  test('leave out replication where nothing is replicated', () => {
    expect(stackIds(example({ 'environments.production': undefined }), 'replication')).toEqual([]);
  });
});

describe('rules', () => {
  test('use the prefix and host of the catalogue, and the prefix of the manifest where it gives one', () => {
    const { rules } = registry(example(), 'development-main-eu-west-1', 'pull-through');
    expect(rules.map(({ prefix, upstream }) => `${prefix} → ${upstream.url}`)).toEqual([
      'docker-hub → registry-1.docker.io',
      'quay → quay.io',
      'ecr-public → public.ecr.aws',
      'ghcr → ghcr.io',
      'approved → 387262473178.dkr.ecr.eu-west-1.amazonaws.com',
    ]);
  });

  test('carry the full name of their secret, which ECR reads from nowhere but ecr-pullthroughcache/', () => {
    const { rules } = registry(example(), 'development-main-eu-west-1', 'pull-through');
    expect(rules[0]?.upstream).toMatchObject({
      credentials: { secretName: 'ecr-pullthroughcache/docker-hub', version: 1 },
    });
  });

  test('fetch from the hub in their own Region if it has a registry there', () => {
    const topology = example({ 'hub.regions': ['eu-west-1', 'us-east-1'] });
    const { rules } = registry(topology, 'regression-main-us-east-1', 'pull-through');
    expect(rules[0]?.upstream.url).toBe('387262473178.dkr.ecr.us-east-1.amazonaws.com');
  });

  test("fetch from the hub's home Region otherwise", () => {
    const { rules } = registry(example(), 'regression-main-us-east-1', 'pull-through');
    expect(rules[0]?.upstream.url).toBe('387262473178.dkr.ecr.eu-west-1.amazonaws.com');
  });

  test('have a creation template of the same prefix each', () => {
    const { rules, templates } = registry(example(), 'development-main-eu-west-1', 'pull-through');
    expect(templates.map(({ prefix }) => prefix)).toEqual(rules.map(({ prefix }) => prefix));
  });

  test('do not exist in a replicated registry: production receives, it never fetches', () => {
    expect(registry(example(), 'production-eu-eu-west-1', 'replicated')).not.toHaveProperty('rules');
  });
});

describe('repository settings', () => {
  const replica = (changes = {}) =>
    registry(example(changes), 'production-eu-eu-west-1', 'replicated').templates[0]?.settings;
  const cache = (changes = {}) =>
    registry(example(changes), 'staging-main-eu-west-1', 'pull-through').templates[0]?.settings;

  test('of a cache are mutable, or the 24-hour refresh would stop', () => {
    expect(cache()).toEqual({
      encryption: 'kms',
      tagMutability: 'mutable',
      mutableTags: [],
      lifecycle: { untaggedDays: 7, keepLast: 100 },
      lambda: false,
    });
  });

  test('of a replica are immutable and never expire a tagged image', () => {
    expect(replica()).toEqual({
      encryption: 'kms',
      tagMutability: 'immutable',
      mutableTags: [],
      lifecycle: { untaggedDays: 7, keepLast: undefined },
      lambda: false,
    });
  });

  test('of a replica stay immutable when the general ones are mutable, which is meant for caches', () => {
    expect(replica({ 'repositories.tagMutability': 'mutable' })?.tagMutability).toBe('immutable');
    const mutable = { 'environments.production.repositories': { tagMutability: 'mutable' } };
    expect(replica(mutable)?.tagMutability).toBe('mutable');
  });

  test('of a namespace may leave some tags mutable', () => {
    const release = {
      'hub.namespaces.release': {
        create: ['shop/web'],
        tagMutability: 'immutable',
        mutableTags: ['latest', 'v*'],
      },
    };
    const { repositories } = registry(example(release), 'hub-eu-west-1', 'hub');
    expect(repositories.find(({ name }) => name === 'release/shop/web')?.settings).toMatchObject({
      tagMutability: 'immutable',
      mutableTags: ['latest', 'v*'],
    });
  });

  test('of an environment win over the general ones', () => {
    expect(cache({ 'environments.staging.repositories': { encryption: 'aes256' } })?.encryption).toBe(
      'aes256',
    );
  });

  test('of an entry win over those of its environment', () => {
    const changes = {
      'environments.staging.repositories': { encryption: 'aes256' },
      'environments.staging.pullThrough.0.repositories': { encryption: 'kms' },
    };
    expect(cache(changes)?.encryption).toBe('kms');
  });

  test('of a released hub namespace are immutable, since its replicas are', () => {
    const { repositories } = registry(
      example({ 'hub.namespaces.release.create': ['shop/web'] }),
      'hub-eu-west-1',
      'hub',
    );
    expect(repositories).toContainEqual({
      name: 'release/shop/web',
      settings: expect.objectContaining({ tagMutability: 'immutable' }) as unknown,
    });
  });

  test('of the hub expire a tagged image only if its namespace says so', () => {
    const topology = example({ 'hub.namespaces.approved': { create: ['base'], lifecycle: { keepLast: 5 } } });
    const { repositories } = registry(topology, 'hub-eu-west-1', 'hub');
    expect(repositories.map(({ name, settings }) => [name, settings.lifecycle.keepLast])).toContainEqual([
      'approved/base',
      5,
    ]);
  });
});

describe('replication', () => {
  test('sends released namespaces to every replicated registry in one rule', () => {
    expect(example().replication).toEqual({
      account: '387262473178',
      region: 'eu-west-1',
      adopt: false,
      rules: [
        {
          namespaces: ['release'],
          destinations: [
            { account: '699577738721', region: 'eu-west-1' },
            { account: '699577738721', region: 'eu-central-1' },
            { account: '743487347143', region: 'us-east-1' },
          ],
        },
      ],
    });
  });

  test("sends every namespace to the hub's other Regions, whose templates are there for it", () => {
    const topology = example({ 'hub.regions': ['eu-west-1', 'us-east-1'] });
    expect(topology.replication?.rules[0]).toEqual({
      namespaces: ['approved', 'release'],
      destinations: [{ account: '387262473178', region: 'us-east-1' }],
    });
    expect(
      registry(topology, 'hub-us-east-1', 'hub').templates.map(({ prefix, appliedFor }) => [
        prefix,
        appliedFor,
      ]),
    ).toEqual([
      ['approved', 'REPLICATION'],
      ['release', 'REPLICATION'],
    ]);
  });
});

describe('grants of the hub', () => {
  test('name units, not accounts, so that they stay the same size', () => {
    expect(registry(example(), 'hub-eu-west-1', 'hub').grants).toEqual([
      { namespaces: ['approved'], chained: [], units: ['ou-cbfn-6l6gt6mj'], accounts: [] },
    ]);
  });

  test('name accounts where an environment has no unit', () => {
    const { grants } = registry(
      example({ 'environments.staging.organizationalUnit': undefined }),
      'hub-eu-west-1',
      'hub',
    );
    expect(grants).toEqual([
      { namespaces: ['approved'], chained: [], units: ['ou-cbfn-6l6gt6mj'], accounts: ['427868011280'] },
    ]);
  });
});

describe('a rule at a cache of the hub', () => {
  const topology = () =>
    example({
      'hub.pullThrough': [{ upstream: 'quay' }],
      'environments.staging.pullThrough': [{ hub: 'approved' }, { hub: 'quay' }],
    });

  test('is marked as chained', () => {
    const { rules } = registry(topology(), 'staging-main-eu-west-1', 'pull-through');
    expect(
      rules.map(({ prefix, upstream }) => [prefix, upstream.kind === 'hub' && upstream.chained]),
    ).toEqual([
      ['approved', false],
      ['quay', true],
    ]);
  });

  test('is granted the cache apart from the namespaces that are none', () => {
    expect(registry(topology(), 'hub-eu-west-1', 'hub').grants).toContainEqual({
      namespaces: ['approved', 'quay'],
      chained: ['quay'],
      units: ['ou-cbfn-6l6gt6mj'],
      accounts: [],
    });
  });
});

describe('the provider', () => {
  const versions = (changes: Record<string, unknown>) =>
    Object.fromEntries(example(changes).stacks.map(({ id, providerVersion }) => [id, providerVersion]));

  test('is in the range of the manifest', () => {
    expect(new Set(Object.values(versions({ 'provider.version': '5.100.0' })))).toEqual(new Set(['5.100.0']));
  });

  test('is newer in the stacks alone that use what only newer ones know', () => {
    const raised = versions({
      'environments.staging.repositories': { tagMutability: 'immutable', mutableTags: ['latest'] },
    });
    expect(Object.entries(raised).filter(([, version]) => version !== '>= 5.100.0, < 7.0.0')).toEqual([
      ['staging-main-eu-west-1', '>= 5.100.0, < 7.0.0, >= 6.10.0'],
    ]);
  });
});
