import { example } from '../topologies';

const place = {
  vpc: 'vpc-0a1b2c3d',
  subnets: ['subnet-0a1b2c3d'],
  routeTables: ['rtb-0a1b2c3d'],
  dnsFirewall: 'block',
};
const networkOf = (changes: Readonly<Record<string, unknown>>) => {
  const [network] = example({ 'environments.development.network': undefined, ...changes }).networks;
  if (network === undefined) throw new Error('no network');
  return network;
};
const staging = (settings: object) => ({
  'environments.staging.network': { main: { 'eu-west-1': { ...place, ...settings } } },
});

describe('a private path', () => {
  test('belongs to the registry of its account and Region', () => {
    const { registry, vpc, subnets, routeTables, existing } = networkOf(staging({}));
    expect([registry.environment, registry.account, registry.region]).toEqual([
      'staging',
      '427868011280',
      'eu-west-1',
    ]);
    expect({ vpc, subnets, routeTables, existing }).toEqual({
      vpc: 'vpc-0a1b2c3d',
      subnets: ['subnet-0a1b2c3d'],
      routeTables: ['rtb-0a1b2c3d'],
      existing: { api: undefined, dkr: undefined, s3: undefined },
    });
  });

  test('has no DNS firewall unless the manifest says so', () => {
    expect(networkOf(staging({ dnsFirewall: undefined })).firewall).toBeUndefined();
  });

  test('fails closed and blocks, or as the manifest says', () => {
    expect(networkOf(staging({})).firewall).toMatchObject({ action: 'BLOCK', failOpen: false });
    expect(networkOf(staging({ dnsFirewall: { action: 'alert', failure: 'open' } })).firewall).toMatchObject({
      action: 'ALERT',
      failOpen: true,
    });
  });
});

describe('what a VPC may not resolve', () => {
  const domains = (changes: Readonly<Record<string, unknown>>) => networkOf(changes).firewall?.domains ?? [];

  test('are the registries, without the hosts that only serve layers', () => {
    expect(domains(staging({}))).toEqual([
      '*.azurecr.io',
      '*.gcr.io',
      '*.pkg.dev',
      'auth.docker.io',
      'cgr.dev',
      'dhi.io',
      'docker.io',
      'gcr.io',
      'ghcr.io',
      'index.docker.io',
      'mcr.microsoft.com',
      'nvcr.io',
      'public.ecr.aws',
      'quay.io',
      'registry-1.docker.io',
      'registry.access.redhat.com',
      'registry.gitlab.com',
      'registry.k8s.io',
      'registry.redhat.io',
    ]);
  });

  test('are those hosts too, where asked for', () => {
    const more = domains(staging({ dnsFirewall: { action: 'block', contentOf: ['quay', 'github'] } }));
    expect(more.filter((domain) => !domains(staging({})).includes(domain))).toEqual([
      '*.quay.io',
      'pkg-containers.githubusercontent.com',
    ]);
  });

  test('is never where a rule of the environment may be redirected: registry.k8s.io sends clients to pkg.dev', () => {
    const rules = { 'environments.staging.pullThrough': [{ upstream: 'kubernetes' }, { hub: 'approved' }] };
    const left = domains({ ...staging({}), ...rules });
    expect(domains(staging({})).filter((domain) => !left.includes(domain))).toEqual(['*.pkg.dev']);
  });

  test('is never where a rule of the hub may be redirected that the environment goes through', () => {
    const chained = {
      'hub.pullThrough': [{ upstream: 'kubernetes' }],
      'environments.staging.pullThrough': [{ hub: 'kubernetes' }],
    };
    expect(domains({ ...staging({}), ...chained })).not.toContain('*.pkg.dev');
    expect(networkOf({ ...staging({}), ...chained }).deniedBuckets).toEqual(['docker-images-prod*']);
  });

  test('is never a CDN that others use as well', () => {
    const shared = [
      '*.cloudfront.net',
      '*.cloudflarestorage.com',
      'storage.googleapis.com',
      '*.amazonaws.com',
    ];
    const contentOf = ['docker-hub', 'ecr-public', 'github', 'microsoft', 'quay'];
    const everything = domains(staging({ dnsFirewall: { action: 'block', contentOf } }));
    expect(everything.filter((domain) => shared.includes(domain))).toEqual([]);
  });
});

describe('buckets with the layers of public registries', () => {
  test('are denied', () => {
    expect(networkOf(staging({})).deniedBuckets).toEqual(['docker-images-prod*', 'prod-registry-k8s-io-*']);
  });

  test('but not those of an upstream that a rule fetches from', () => {
    expect(example().networks.map(({ deniedBuckets }) => deniedBuckets)).toEqual([
      ['prod-registry-k8s-io-*'],
    ]);
  });

  test('all of them where production is', () => {
    const production = {
      'environments.production.network': { eu: { 'eu-central-1': place } },
    };
    expect(networkOf(production).deniedBuckets).toEqual(['docker-images-prod*', 'prod-registry-k8s-io-*']);
  });
});
