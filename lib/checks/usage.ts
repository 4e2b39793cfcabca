import { quota as limitOf, type QuotaId } from '../catalog/quotas';
import type { Path } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';
import type { PolicyDocument } from '../policies/document';
import { layerEndpointPolicy, registryEndpointPolicy } from '../policies/endpoints';
import { guardrailPolicies } from '../policies/guardrails/policies';
import { registryPolicy } from '../policies/registry-policy';
import type { HubRegistry, PullThroughRegistry, Registry } from '../topology/registry-model';
import type { Topology } from '../topology/model';
import type { PrivateNetwork } from '../topology/protection-model';
import {
  consumerPolicyName,
  fetchRoleName,
  networkStackId,
  registryStackId,
  replicationStackId,
  templateRoleName,
} from '../topology/names';

/** How much of a quota one thing uses. */
export interface Usage {
  readonly quota: QuotaId;
  /** The stack it belongs to. */
  readonly stack: string;
  /** The registry, rule or name that is counted or measured. */
  readonly of: string;
  readonly used: number;
  readonly limit: number;
  /** Where the manifest says it. */
  readonly path: Path;
}

type Row = Omit<Usage, 'limit'>;

/** What a manifest uses of every quota in the catalogue, registry by registry. */
export function usageOf({ limits }: Pick<Manifest, 'limits'>, topology: Topology): Usage[] {
  const { registries } = topology;
  const rows = [
    ...registries.flatMap((registry) => [
      ...registryRows(registry),
      ...nameRows(registry, topology),
      policyRow(registry, topology),
    ]),
    ...replicationRows(topology),
    ...topology.networks.flatMap((network) => networkRows(network, topology)),
    ...guardrailRows(topology),
  ];
  return rows.map((row) => ({ ...row, limit: limitOf(row.quota, limits) }));
}

function pathOf(registry: Registry): Path {
  return registry.kind === 'hub' ? ['hub'] : ['environments', registry.environment];
}

function registryRows(registry: Registry): Row[] {
  const stack = registryStackId(registry);
  const rules = registry.kind === 'replicated' ? [] : registry.rules;
  return [
    ...(rules.length === 0
      ? []
      : [
          {
            quota: 'pull-through-rules' as const,
            stack,
            of: stack,
            used: rules.length,
            path: [...pathOf(registry), 'pullThrough'],
          },
        ]),
    ...(registry.scanning === undefined
      ? []
      : [{ quota: 'scanning-rules' as const, stack, of: stack, used: 1, path: ['scanning'] }]),
  ];
}

function policyRow(registry: Registry, topology: Topology): Row {
  const policy = registryPolicy(topology, registry);
  const stack = registryStackId(registry);
  return {
    quota: 'registry-policy-size',
    stack,
    of: stack,
    used: policy === undefined ? 0 : JSON.stringify(policy).length,
    path: pathOf(registry),
  };
}

/** Names with a fixed part alone: what an upstream adds to a prefix is for `repositoryNameBudget`. */
function nameRows(registry: Registry, topology: Topology): Row[] {
  const { region } = registry;
  const stack = registryStackId(registry);
  const row = (quota: QuotaId, name: string, path: Path): Row => ({
    quota,
    stack,
    of: name,
    used: name.length,
    path,
  });
  const roles = [
    ...(registry.templates.length > 0 ? [templateRoleName(topology, region)] : []),
    ...(registry.kind !== 'replicated' && registry.rules.some(({ upstream }) => upstream.kind !== 'external')
      ? [fetchRoleName(topology, region)]
      : []),
  ];
  const policies =
    registry.kind === 'hub' ? [] : [consumerPolicyName(topology, registry.environment, 'first-pull', region)];
  const repositories = registry.kind === 'hub' ? registry.repositories : [];
  return [
    ...roles.map((name) => row('role-name-length', name, ['name'])),
    ...policies.map((name) => row('policy-name-length', name, pathOf(registry))),
    ...repositories.map(({ name }) => row('repository-name-length', name, ['hub', 'namespaces'])),
  ];
}

function replicationRows({ replication }: Topology): Row[] {
  if (replication === undefined) return [];
  const stack = replicationStackId(replication.region);
  const destinations = new Set(
    replication.rules.flatMap(({ destinations: all }) =>
      all.map(({ account, region }) => `${account} ${region}`),
    ),
  );
  const row = (quota: QuotaId, used: number, of = stack): Row => ({
    quota,
    stack,
    of,
    used,
    path: ['environments'],
  });
  return [
    row('replication-destinations', destinations.size),
    row('replication-rules', replication.rules.length),
    ...replication.rules.map(({ namespaces }, index) =>
      row('replication-filters', namespaces.length, `rule ${index + 1} of ${stack}`),
    ),
  ];
}

function networkRows(network: PrivateNetwork, topology: Topology): Row[] {
  const { environment } = network.registry;
  const row = (of: string, policy: PolicyDocument): Row => ({
    quota: 'endpoint-policy-size',
    stack: networkStackId(network.registry),
    of,
    used: JSON.stringify(policy).length,
    path: ['environments', environment, 'network'],
  });
  return [
    row('the endpoints of ECR', registryEndpointPolicy(topology, network)),
    row('the endpoint of S3', layerEndpointPolicy(topology, network)),
  ];
}

function guardrailRows(topology: Topology): Row[] {
  return guardrailPolicies(topology).flatMap(({ target, serviceControl, resourceControl }) => {
    const row = (quota: QuotaId, used: number, of: string): Row => ({
      quota,
      stack: 'guardrails',
      of,
      used,
      path: ['guardrails', 'units'],
    });
    const size = (document: PolicyDocument) => JSON.stringify(document).length;
    return [
      // Every target has FullAWSAccess and RCPFullAWSAccess attached as well.
      row('service-control-policies', serviceControl.length + 1, target.name),
      row('resource-control-policies', resourceControl.length + 1, target.name),
      ...serviceControl.map((document) => row('service-control-policy-size', size(document), target.name)),
      ...resourceControl.map((document) => row('resource-control-policy-size', size(document), target.name)),
    ];
  });
}

/** Characters that a rule's prefix leaves to the path of an upstream repository. */
export function repositoryNameBudget(
  { prefix }: { readonly prefix: string },
  limit: number,
): { readonly prefix: string; readonly left: number } {
  return { prefix, left: prefix === 'ROOT' ? limit : limit - prefix.length - 1 };
}

/** Registries that have rules. */
export function withRules(registry: Registry): registry is HubRegistry | PullThroughRegistry {
  return registry.kind !== 'replicated' && registry.rules.length > 0;
}
