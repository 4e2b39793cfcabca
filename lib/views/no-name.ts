import { awsOwnedRepositoriesOf } from '../catalog/aws-owned-registries';
import type { Upstream } from '../catalog/upstreams';
import type { PullThroughRegistry, ReplicatedRegistry } from '../topology/registry-model';
import type { Topology } from '../topology/model';
import { registryHost, registryOfHost, registryStackId } from '../topology/names';
import { hubNamespace, pathThrough, upstreamOfHost, type ImageOrigin } from './image-origin';
import { chainedRule, excludedBy, isBelow } from './rule-paths';

/** Why an environment's registry has no name for an image. */
export interface Refusal {
  readonly why: string;
  /** What would have to happen first; each is a way by itself. */
  readonly next: readonly string[];
}

/** A replicated registry fetches nothing: an image reaches it through the hub's released namespaces or not at all. */
export function noReplica(
  topology: Topology,
  { environment, namespaces }: ReplicatedRegistry,
  origin: ImageOrigin,
): Refusal {
  const released = namespaces.map((namespace) => `${namespace}/`).join(', ');
  const receives = `${environment} fetches nothing, it receives ${released} of the hub`;
  const { account, home } = topology.hub;
  const hub = registryHost(topology.partition, { account, region: home });
  // Only what is pushed after the configuration: https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
  const promote = `promote it: push it to ${hub}/${namespaces[0]}/…, and replication brings it here`;
  if (origin.kind !== 'external') {
    return { why: `${receives}, and ${pathText(topology, origin)} is not below it`, next: [promote] };
  }
  const sources = environmentsWith(topology, origin);
  return {
    why: receives,
    next: [`${sources.length === 0 ? '' : `take it from ${sources.join(', ')}, and `}${promote}`],
  };
}

/** No rule of a pull-through registry leads to the image. */
export function noRule(topology: Topology, registry: PullThroughRegistry, origin: ImageOrigin): Refusal {
  const { environment } = registry;
  switch (origin.kind) {
    case 'hub': {
      const namespaces = hubNamespaces(topology, registry);
      const namespace = hubNamespace(topology, origin.path);
      return {
        why:
          namespaces.length === 0
            ? `no rule of ${environment} points at the hub`
            : `${environment} caches ${namespaces.join(', ')} of the hub, and ${origin.path} is not below it`,
        next: ways(topology, origin, environment, namespace && `{ hub: ${namespace} }`),
      };
    }
    case 'local':
      return {
        why: `it is a repository of ${registryStackId(origin.registry)} alone, which no rule fills`,
        next: approve(topology, registry),
      };
    case 'foreign':
      return isAwsOwned(topology, origin)
        ? {
            why: `${origin.host} is one of AWS's own registries, which guardrails and endpoints let through`,
            next: ['pull it by that name'],
          }
        : {
            why: `${origin.host} is an ECR registry outside the manifest, and no rule of ${environment} points at it`,
            next: [
              ...ways(topology, origin, environment, `{ upstream: ecr, url: ${origin.host} }`),
              ...approve(topology, registry),
            ],
          };
    case 'external':
      return noExternalRule(topology, registry, origin);
  }
}

function noExternalRule(topology: Topology, registry: PullThroughRegistry, origin: External): Refusal {
  const { environment } = registry;
  const { host } = origin;
  const upstream = upstreamOfHost(host);
  if (upstream === undefined) {
    const capitals = /[.:]/.test(host) || host === 'localhost' ? '' : ' (a host to Docker, for its capitals)';
    return {
      why: `ECR has no pull-through cache for ${host}${capitals}: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html`,
      next: approve(topology, registry),
    };
  }
  return {
    why: `no rule of ${environment} fetches from ${upstream.hosts[0] ?? host}`,
    next: [...ways(topology, origin, environment, entry(upstream, host)), ...approve(topology, registry)],
  };
}

/** docs/network.md lists them. */
function isAwsOwned(
  { partition, awsOwned }: Topology,
  { host, path }: { host: string; path: string },
): boolean {
  const place = registryOfHost(partition, host);
  if (place === undefined) return false;
  return awsOwnedRepositoriesOf(awsOwned.services, [place.region]).some(
    ({ account, path: pattern }) =>
      account === place.account &&
      (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern),
  );
}

type External = Extract<ImageOrigin, { kind: 'external' }>;

function ways(
  topology: Topology,
  origin: ImageOrigin,
  environment: string,
  wanted: string | undefined,
): string[] {
  const sources = environmentsWith(topology, origin);
  return [
    ...(sources.length === 0 ? [] : [`it can be had in ${sources.join(', ')}`]),
    ...(wanted === undefined ? [] : [`add ${wanted} to environments.${environment}.pullThrough`]),
  ];
}

/** The way of an image that an environment may not fetch by itself. */
function approve(topology: Topology, registry: PullThroughRegistry): string[] {
  const namespaces = hubNamespaces(topology, registry);
  return namespaces.length === 0
    ? []
    : [`push it, tested, to ${namespaces.join(' or ')} of the hub, which ${registry.environment} caches`];
}

/** As the manifest would have it. */
function entry({ id, url, credentials }: Upstream, host: string): string {
  const keys = [
    `upstream: ${id}`,
    ...(url === undefined ? [`url: ${host}`] : []),
    ...(credentials === 'required' ? [`credentials: { secret: ${id} }`] : []),
  ];
  return `{ ${keys.join(', ')} }`;
}

/** Namespaces that people push to. A cache of the hub's own is none: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
function hubNamespaces(topology: Topology, { rules }: PullThroughRegistry): string[] {
  return rules.flatMap((rule) =>
    rule.upstream.kind === 'hub' && chainedRule(topology, rule) === undefined
      ? [`${rule.upstream.namespace}/`]
      : [],
  );
}

/** Environments whose rules or replication bring such an image. */
function environmentsWith(topology: Topology, origin: ImageOrigin): string[] {
  const names = topology.registries.flatMap((registry) => {
    if (registry.kind === 'hub') return [];
    const has =
      registry.kind === 'replicated'
        ? origin.kind === 'hub' && registry.namespaces.some((namespace) => isBelow(namespace, origin.path))
        : registry.rules.some((rule) => {
            const path = pathThrough(topology, rule, origin);
            return path !== undefined && excludedBy(path, rule, chainedRule(topology, rule)) === undefined;
          });
    return has ? [registry.environment] : [];
  });
  return [...new Set(names)];
}

function pathText(topology: Topology, origin: Exclude<ImageOrigin, { kind: 'external' }>): string {
  switch (origin.kind) {
    case 'hub':
      return origin.path;
    case 'local':
      return `${registryHost(topology.partition, origin.registry)}/${origin.path}`;
    case 'foreign':
      return `${origin.host}/${origin.path}`;
  }
}
