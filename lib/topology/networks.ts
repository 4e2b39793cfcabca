import { blockedBuckets, blockedDomains } from '../catalog/registry-domains';
import type { Manifest } from '../manifest/schema';
import type { HubRegistry, PullThroughRegistry, ReplicatedRegistry } from './registry-model';
import type { PrivateNetwork } from './protection-model';

/** The private paths, one per account and Region that the manifest gives a VPC. */
export function resolveNetworks(
  manifest: Manifest,
  hubs: readonly HubRegistry[],
  registries: readonly (PullThroughRegistry | ReplicatedRegistry)[],
): PrivateNetwork[] {
  return registries.flatMap((registry) => {
    const { environment, accountName, region } = registry;
    const network = manifest.environments[environment]?.network?.[accountName]?.[region];
    if (network === undefined) return [];
    const fetched = externalUpstreams(registry, hubs);
    const { vpc, subnets = [], routeTables = [], existing, dnsFirewall } = network;
    return [
      {
        registry,
        vpc,
        subnets,
        routeTables,
        existing: { api: existing.api, dkr: existing.dkr, s3: existing.s3 },
        deniedBuckets: blockedBuckets(fetched),
        firewall: dnsFirewall && {
          action: dnsFirewall.action === 'block' ? 'BLOCK' : 'ALERT',
          failOpen: dnsFirewall.failure === 'open',
          domains: blockedDomains(dnsFirewall.contentOf, fetched),
        },
      },
    ];
  });
}

/**
 * External upstreams that a pull from the registry may reach: those of its own rules, and through chained rules those of the
 * hub's.
 */
export function externalUpstreams(
  registry: PullThroughRegistry | ReplicatedRegistry,
  hubs: readonly HubRegistry[],
): string[] {
  if (registry.kind === 'replicated') return [];
  const found = registry.rules.flatMap(({ upstream }) => {
    if (upstream.kind === 'external') return [upstream.id];
    if (upstream.kind === 'private') return [];
    const hub = hubs.find(({ region }) => region === upstream.region);
    return (hub?.rules ?? []).flatMap((rule) =>
      rule.upstream.kind === 'external' && `${upstream.namespace}/`.startsWith(`${rule.prefix}/`)
        ? [rule.upstream.id]
        : [],
    );
  });
  return [...new Set(found)];
}
