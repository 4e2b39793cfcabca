import fc from 'fast-check';
import { upstreams } from '../../lib/catalog/upstreams';

/**
 * Manifests that the schema accepts and that mean something now and then. The pools are small and the names in them mean,
 * so that collisions happen: what differs in a separator alone, what is also the name of a resource of ours.
 */
const accountIds = Array.from({ length: 12 }, (_, index) => String(100000000000 + index));
const account = fc.constantFrom(...accountIds.slice(2));
const region = fc.constantFrom('eu-west-1', 'us-east-1', 'ap-southeast-2');
const stackName = fc.constantFrom('dev', 'dev-2', 'prod', 'qa', 'main', 'a', 'a-b', 'b', 'eu-west-1', 'hubs');
const namespace = fc.constantFrom(
  ...['approved', 'release', 'role', 'role-permissions', 'permissions', 'images', 'images-alias'],
  ...['a/b', 'a.b', 'a_b', 'ab', 'a-b', 'quay', 'docker-hub', 'policy', 'scope', 'x'.repeat(30)],
);
/** One that every hub here has, mostly. */
const hubNamespace = fc.oneof(
  { arbitrary: fc.constantFrom('approved', 'release'), weight: 5 },
  { arbitrary: namespace, weight: 1 },
);
const unit = fc.constantFrom('nonproduction', 'production');

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** A map without the keys that are undefined: YAML has no such value. */
const map = (keys: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record(keys)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)));

const repositories = map({
  encryption: some(fc.constantFrom('kms', 'aes256')),
  tagMutability: some(fc.constantFrom('mutable', 'immutable')),
  lifecycle: some(map({ untaggedDays: some(fc.constant(3)), keepLast: some(fc.constant(5)) })),
  lambda: some(fc.boolean()),
});

const secret = fc.constantFrom('docker-hub', 'docker_hub', 'token', 'team/token', '1st', 'role');
const credentials = fc.oneof(
  map({ secret, version: some(fc.constantFrom(1, 2)) }),
  map({ existing: secret }),
);

const ownHosts: Record<string, string> = {
  azure: 'acme.azurecr.io',
  ecr: '123412341234.dkr.ecr.us-west-2.amazonaws.com',
};
const externalEntry = fc.constantFrom(...upstreams).chain(({ id, credentials: needed, url }) =>
  map({
    upstream: fc.constant(id),
    prefix: some(fc.oneof(namespace, fc.constant('ROOT'))),
    credentials: needed === 'required' ? credentials : fc.constant(undefined),
    url: fc.constant(url === undefined ? ownHosts[id] : undefined),
    upstreamPrefix: id === 'ecr' ? some(namespace) : fc.constant(undefined),
    only: some(fc.constant(['library/*', 'team.x/app'])),
    repositories: some(repositories),
  }),
);
const hubEntry = map({ hub: hubNamespace, prefix: some(namespace), repositories: some(repositories) });

const hubNamespaceSettings = map({
  create: some(fc.constant(['base/node', 'base.node'])),
  encryption: some(fc.constant('aes256')),
});

const accounts = fc.dictionary(
  stackName,
  fc.oneof(account, map({ id: account, regions: some(fc.uniqueArray(region, { minLength: 1 })) })),
  { minKeys: 1, maxKeys: 2 },
);
const endpoint = some(fc.constant('vpce-0a1b2c3d'));
const privateNetwork = map({
  vpc: fc.constantFrom('vpc-0a1b2c3d', 'vpc-0a1b2c3d4e5f60718'),
  subnets: fc.constant(['subnet-0a1b2c3d']),
  routeTables: fc.constant(['rtb-0a1b2c3d']),
  existing: some(map({ api: endpoint, dkr: endpoint, s3: endpoint })),
  dnsFirewall: some(
    fc.oneof(
      fc.constantFrom('alert', 'block'),
      map({
        action: fc.constant('block'),
        failure: some(fc.constant('open')),
        contentOf: some(fc.uniqueArray(fc.constantFrom('docker-hub', 'quay', 'github'))),
      }),
    ),
  ),
});
const environment = fc
  .tuple(
    fc.boolean().chain((replicated) => environmentOf(replicated)),
    some(privateNetwork),
  )
  .map(([settings, network]) => {
    // In a place that the environment has, mostly.
    const { accounts: named, regions } = settings as { accounts: object; regions: string[] };
    const [name = 'main'] = Object.keys(named);
    return network === undefined
      ? settings
      : { ...settings, network: { [name]: { [regions[0] ?? 'eu-west-1']: network } } };
  });

const environmentOf = (replicated: boolean) =>
  map({
    organizationalUnit: some(fc.constant(replicated ? 'production' : 'nonproduction')),
    accounts,
    regions: fc.uniqueArray(region, { minLength: 1, maxLength: 2 }),
    pullThrough: replicated
      ? fc.constant(undefined)
      : fc.array(fc.oneof(externalEntry, hubEntry), { minLength: 1, maxLength: 3 }),
    replicated: replicated
      ? fc.uniqueArray(hubNamespace, { minLength: 1, maxLength: 2 })
      : fc.constant(undefined),
    consumers: some(map({ organizationalUnits: fc.uniqueArray(unit), accounts: fc.uniqueArray(account) })),
    repositories: some(repositories),
  });

const guardrails = map({
  units: fc.uniqueArray(unit),
  awsOwnedRegistries: some(
    map({ services: some(fc.constant(['eks-add-ons', 'app-mesh'])), additional: some(fc.constant([])) }),
  ),
  breakGlass: some(fc.constant({ principalTag: 'image-supply-break-glass', until: '2026-12-31T00:00:00Z' })),
});

export const anyManifest = map({
  name: fc.constantFrom('acme', 'a1', `a${'b'.repeat(19)}`),
  tags: some(fc.constant({ owner: 'platform' })),
  organization: fc.constant({
    id: 'o-a1b2c3d4e5',
    managementAccount: accountIds[0],
    organizationalUnits: { nonproduction: 'ou-ab12-34cd56ef', production: 'ou-ab12-78ab90cd' },
  }),
  state: some(fc.constant({ account: accountIds[1], region: 'eu-west-1', bucket: 'state-bucket' })),
  hub: map({
    account: fc.constant(accountIds[1]),
    regions: fc.uniqueArray(region, { minLength: 1 }),
    pullThrough: some(fc.array(externalEntry, { maxLength: 1 })),
    namespaces: fc
      .dictionary(namespace, hubNamespaceSettings, { maxKeys: 6 })
      .map((namespaces) => ({ approved: {}, release: {}, ...namespaces })),
  }),
  repositories: some(repositories),
  scanning: fc.constantFrom({ type: 'enhanced' }, { type: 'basic' }, { managed: 'elsewhere' }),
  environments: fc.dictionary(stackName, environment, { minKeys: 1, maxKeys: 3 }),
  guardrails: some(guardrails),
});
