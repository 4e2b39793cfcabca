import {
  development,
  staging,
  regression,
  production,
  hub,
  digest,
  resolutions,
  first,
  nameOf,
  refusal,
} from './resolutions';

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
