import type { Manifest } from '../manifest/schema';
import type { AccountId, Region } from './model';
import type { HubRegistry, ReplicatedRegistry, Replication } from './registry-model';
import { home } from './rules';

type Destination = { readonly account: AccountId; readonly region: Region };

/**
 * What the hub's home registry sends on: everything to the hub's other Regions, released namespaces to the replicated
 * registries. Replication is not transitive, so the home Region feeds them all; destinations that get the same
 * namespaces share a rule. https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
export function resolveReplication(
  manifest: Manifest,
  hubs: readonly HubRegistry[],
  replicated: readonly ReplicatedRegistry[],
): Replication | undefined {
  const everything = Object.keys(manifest.hub.namespaces);
  const wanted: { namespaces: readonly string[]; destination: Destination }[] = [
    ...hubs.filter((hub) => !hub.home).map((destination) => ({ namespaces: everything, destination })),
    ...replicated.map((destination) => ({ namespaces: destination.namespaces, destination })),
  ];
  const rules = new Map<string, { namespaces: string[]; destinations: Destination[] }>();
  for (const { namespaces, destination } of wanted) {
    if (namespaces.length === 0) continue;
    const sorted = [...namespaces].sort();
    const rule = rules.get(sorted.join()) ?? { namespaces: sorted, destinations: [] };
    rules.set(sorted.join(), rule);
    rule.destinations.push({ account: destination.account, region: destination.region });
  }
  if (rules.size === 0) return undefined;
  const { account, adopt } = manifest.hub;
  return { account, region: home(manifest), adopt, rules: [...rules.values()] };
}
