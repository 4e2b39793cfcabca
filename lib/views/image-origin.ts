import { upstreams, type Upstream } from '../catalog/upstreams';
import type { AccountId, Region, Topology } from '../topology/model';
import type {
  HubRegistry,
  PullThroughRegistry,
  PullThroughRule,
  Registry,
  ReplicatedRegistry,
} from '../topology/registry-model';
import { registryHost } from '../topology/names';
import { imageName, type ImageReference } from './image-reference';
import { chainedRule, isBelow, repositoryBelow, pathBelow, ruleFor } from './rule-paths';

export type EnvironmentRegistry = PullThroughRegistry | ReplicatedRegistry;

/** Where an image comes from in the end, whichever of its names was written. */
export type ImageOrigin =
  /** Another registry; for those of the catalogue `host` is the rules' upstream URL. */
  | { readonly kind: 'external'; readonly host: string; readonly path: string }
  /** Pushed to the hub. */
  | { readonly kind: 'hub'; readonly path: string }
  /** A repository of one registry that no rule and no replication fills. */
  | { readonly kind: 'local'; readonly registry: EnvironmentRegistry; readonly path: string }
  /** An ECR registry that the manifest does not have. */
  | { readonly kind: 'foreign'; readonly host: string; readonly path: string };

/** Follows the name of an image back: through the rule or replication of an environment's registry, through the hub. */
export function imageOrigin(topology: Topology, reference: ImageReference): ImageOrigin {
  const { registry: host, repository: path, qualified } = reference;
  const registry = registryOf(topology, reference);
  if (registry === undefined) {
    if (ecrPlace(host) !== undefined) return { kind: 'foreign', host, path };
    // People leave the hub's host out, and mean no organization of that name on Docker Hub.
    if (!qualified && hubNamespace(topology, path) !== undefined) return { kind: 'hub', path };
    return { kind: 'external', host: upstreamOfHost(host)?.url ?? host, path };
  }
  if (registry.kind === 'hub') return hubOrigin(topology, registry, path);
  if (registry.kind === 'replicated') {
    const received = registry.namespaces.some((namespace) => isBelow(namespace, path));
    return received ? { kind: 'hub', path } : { kind: 'local', registry, path };
  }
  const rule = ruleFor(registry.rules, path);
  return rule === undefined
    ? { kind: 'local', registry, path }
    : ruleOrigin(topology, rule, pathBelow(rule.prefix, path));
}

/** The image under the name of its origin: what a reference was taken for. */
export function originName(topology: Topology, reference: ImageReference): string {
  const origin = imageOrigin(topology, reference);
  return imageName({ ...reference, registry: originHost(topology, origin), repository: origin.path });
}

function originHost(topology: Topology, origin: ImageOrigin): string {
  switch (origin.kind) {
    case 'external':
      return upstreamOfHost(origin.host)?.hosts[0] ?? origin.host;
    case 'hub':
      return registryHost(topology.partition, { account: topology.hub.account, region: topology.hub.home });
    case 'local':
      return registryHost(topology.partition, origin.registry);
    case 'foreign':
      return origin.host;
  }
}

/** The registry of the manifest that an image name points at. */
export function registryOf(topology: Topology, { registry: host }: ImageReference): Registry | undefined {
  const place = ecrPlace(host);
  return topology.registries.find(
    ({ account, region }) => account === place?.account && region === place.region,
  );
}

/**
 * The path below the rule's prefix under which it fetches that image; undefined: it fetches another registry or
 * namespace. Whether the rule's `only` lets the path through is another question.
 */
export function pathThrough(
  topology: Topology,
  rule: PullThroughRule,
  origin: ImageOrigin,
): string | undefined {
  const { upstream } = chainedRule(topology, rule) ?? rule;
  if (upstream.kind === 'external') {
    return origin.kind === 'external' && origin.host === upstream.url ? origin.path : undefined;
  }
  if (upstream.kind === 'private') {
    const namespace = upstream.namespace ?? 'ROOT';
    return origin.kind === 'foreign' && origin.host === upstream.url && isBelow(namespace, origin.path)
      ? pathBelow(namespace, origin.path)
      : undefined;
  }
  return origin.kind === 'hub' && isBelow(upstream.namespace, origin.path)
    ? pathBelow(upstream.namespace, origin.path)
    : undefined;
}

/** The hub namespace that some registry fetches or receives and that the repository lies in. */
export function hubNamespace(topology: Topology, repository: string): string | undefined {
  const namespaces = topology.registries.flatMap((registry) =>
    registry.kind === 'replicated'
      ? registry.namespaces
      : registry.rules.flatMap((rule) =>
          rule.upstream.kind === 'hub' && chainedRule(topology, rule) === undefined
            ? [rule.upstream.namespace]
            : [],
        ),
  );
  return namespaces.find((namespace) => isBelow(namespace, repository));
}

/** The entry of the catalogue that goes by that host, if ECR can pull from it at all. */
export function upstreamOfHost(host: string): Upstream | undefined {
  // Azure gives every registry a host of its own.
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
  return upstreams.find(({ customerHost, hosts, url }) =>
    customerHost === undefined ? host === url || hosts.includes(host) : customerHost.test(host),
  );
}

function ruleOrigin(topology: Topology, rule: PullThroughRule, path: string): ImageOrigin {
  const { upstream } = rule;
  if (upstream.kind === 'external') return { kind: 'external', host: upstream.url, path };
  if (upstream.kind === 'private') {
    return { kind: 'foreign', host: upstream.url, path: repositoryBelow(upstream.namespace ?? 'ROOT', path) };
  }
  const behind = chainedRule(topology, rule);
  return behind === undefined
    ? { kind: 'hub', path: repositoryBelow(upstream.namespace, path) }
    : ruleOrigin(topology, behind, path);
}

function hubOrigin(topology: Topology, hub: HubRegistry, path: string): ImageOrigin {
  const rule = hubNamespace(topology, path) === undefined ? ruleFor(hub.rules, path) : undefined;
  return rule === undefined
    ? { kind: 'hub', path }
    : ruleOrigin(topology, rule, pathBelow(rule.prefix, path));
}

/**
 * Account and Region of a private ECR registry's host, in its IPv4, dual-stack and FIPS forms.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
function ecrPlace(host: string): { account: AccountId; region: Region } | undefined {
  const match = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/.exec(
    host,
  );
  return match === null ? undefined : { account: match[1] as AccountId, region: match[2] as Region };
}
