import type { Manifest } from '../manifest/schema';
import type { AccountId, Region } from './model';
import type { FetchGrant, HubRegistry, PullThroughRegistry } from './registry-model';
import { cacheTemplate, home, resolveRules } from './rules';
import { repositorySettings, scanning } from './settings';
import { unitId } from './units';

/** The hub's registries: the home Region, where images are pushed, and those that replication feeds from it. */
export function resolveHub(manifest: Manifest, clients: readonly PullThroughRegistry[]): HubRegistry[] {
  return manifest.hub.regions.map((region) => {
    const isHome = region === home(manifest);
    const own = resolveRules(manifest, manifest.hub.pullThrough, region);
    const namespaces = Object.entries(manifest.hub.namespaces).map(
      ([namespace, { create, ...overrides }]) => ({
        namespace,
        create,
        settings: repositorySettings(
          manifest,
          isReleased(manifest, namespace) ? 'release' : 'hub',
          overrides,
        ),
      }),
    );
    return {
      kind: 'hub',
      account: manifest.hub.account,
      region,
      home: isHome,
      adopt: manifest.hub.adopt,
      scanning: scanning(manifest),
      namespaces: Object.keys(manifest.hub.namespaces),
      rules: own.map(({ rule }) => rule),
      templates: [
        ...own.map(({ entry, rule }) => cacheTemplate(manifest, entry, rule)),
        ...namespaces
          .filter(() => !isHome)
          .map(({ namespace, settings }) => ({
            prefix: namespace,
            appliedFor: 'REPLICATION' as const,
            settings,
          })),
      ],
      repositories: namespaces
        .filter(() => isHome)
        .flatMap(({ namespace, create, settings }) =>
          create.map((name) => ({ name: `${namespace}/${name}`, settings })),
        ),
      grants: fetchGrants(manifest, region, clients),
    };
  });
}

/** Whether some environment receives the namespace by replication. */
function isReleased(manifest: Manifest, namespace: string): boolean {
  return Object.values(manifest.environments).some(({ replicated }) => replicated?.includes(namespace));
}

/**
 * Who fetches what from this hub Region, one grant per set of namespaces. Environments with an organizational unit are
 * granted by unit, which keeps the policy's size constant in the number of accounts; the others by account.
 */
function fetchGrants(
  manifest: Manifest,
  region: Region,
  clients: readonly PullThroughRegistry[],
): FetchGrant[] {
  const grants = new Map<
    string,
    { namespaces: string[]; chained: string[]; units: Set<string>; accounts: Set<AccountId> }
  >();
  for (const client of clients) {
    const fetched = client.rules.flatMap(({ upstream }) =>
      upstream.kind === 'hub' && upstream.region === region ? [upstream] : [],
    );
    const namespaces = [...new Set(fetched.map(({ namespace }) => namespace))].sort();
    const chained = namespaces.filter((name) => !Object.hasOwn(manifest.hub.namespaces, name));
    if (namespaces.length === 0) continue;
    const key = namespaces.join();
    const grant = grants.get(key) ?? { namespaces, chained, units: new Set(), accounts: new Set() };
    grants.set(key, grant);
    const name = manifest.environments[client.environment]?.organizationalUnit;
    const unit = name === undefined ? undefined : unitId(manifest, name);
    if (unit === undefined) grant.accounts.add(client.account);
    else grant.units.add(unit);
  }
  return [...grants.values()].map(({ units, accounts, ...what }) => ({
    ...what,
    units: [...units].sort(),
    accounts: [...accounts].sort(),
  }));
}
