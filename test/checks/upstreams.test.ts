import { found } from './findings';

const ids = 'docker-hub, quay, ecr-public, kubernetes, github, gitlab, azure, ecr, chainguard';
const entry = (value: unknown) => found({ 'environments.staging.pullThrough': [value] });
const at = 'environments.staging.pullThrough[0]';

describe('an upstream that ECR cannot pull through is refused with what to do instead', () => {
  test.each([
    ['gcr.io', 'Google registries'],
    ['europe-docker.pkg.dev', 'Google registries'],
    ['mcr.microsoft.com', "Microsoft's registry"],
    ['nvcr.io', "NVIDIA's registry"],
    ['dhi.io', 'Docker Hardened Images'],
    ['registry.redhat.io', "Red Hat's registries"],
    ['harbor.example.com', 'self-hosted registries'],
    ['artifactory', 'self-hosted registries'],
    ['gitlab.example.com', 'other hosts'],
  ])('%s', (upstream, what) => {
    expect(entry({ upstream })).toEqual([
      `error: ${at}.upstream: found "${upstream}", which ECR cannot pull through, expected one of: ${ids}; copy images of ${what} into a namespace of the hub with a pipeline of your own [upstream]`,
    ]);
  });
});

test.each([
  ['docker.io', 'docker-hub'],
  ['ghcr.io', 'github'],
  ['public.ecr.aws', 'ecr-public'],
  ['registry.k8s.io', 'kubernetes'],
])('the host %s has an id', (upstream, id) => {
  expect(entry({ upstream })).toEqual([
    `error: ${at}.upstream: found the host "${upstream}", expected its id: ${id} [upstream]`,
  ]);
});

test('ROOT takes no upstream prefix', () => {
  expect(entry({ hub: 'approved', prefix: 'ROOT' })).toEqual([
    `error: ${at}.prefix: found ROOT beside hub, expected a namespace: ECR allows no upstream namespace with ROOT [root-upstream-prefix]`,
  ]);
});

test('ROOT is for an external upstream of an environment', () => {
  expect(entry({ upstream: 'quay', prefix: 'ROOT' })).toEqual([]);
});

test('ROOT in the hub would fetch everything that it lacks', () => {
  expect(found({ 'hub.pullThrough': [{ upstream: 'quay', prefix: 'ROOT' }] })).toEqual([
    'error: hub.pullThrough[0].prefix: found ROOT in the hub, expected a namespace: all that the hub lacks would come from the internet [hub-root]',
  ]);
});

test('a rule at a cache of the hub is a chain: said, with the proof to run', () => {
  expect(
    found({
      'hub.pullThrough': [{ upstream: 'quay' }],
      'environments.staging.pullThrough': [{ hub: 'quay' }],
    }),
  ).toEqual([
    `warning: ${at}.hub: found "quay", itself a cache of the hub, so that two caches are chained, which AWS does not document; to prove it, pull a tag here that exists only upstream, and look for "ECR Pull Through Cache Action" events in both accounts [chained-rule]`,
  ]);
});

test('rules in Regions that were excluded until lately are said', () => {
  const changes = {
    partition: 'aws-cn',
    'state.region': 'cn-north-1',
    'hub.regions': ['cn-north-1'],
    environments: {
      staging: {
        accounts: { main: '427868011280', other: '541458685014' },
        regions: ['cn-north-1'],
        pullThrough: [{ hub: 'approved' }],
      },
    },
  };
  expect(found(changes)).toEqual([
    'warning: environments.staging.pullThrough: found rules in cn-north-1, where pull-through caches were excluded until lately, expected a try in one account first [pull-through-region]',
  ]);
});
