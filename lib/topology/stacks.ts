import type { Manifest } from '../manifest/schema';
import type { Guardrails, PrivateNetwork } from './protection-model';
import type { Replication, Registry } from './registry-model';
import type { Stack, Topology } from './model';
import { credentialsStackId, networkStackId, registryStackId, replicationStackId } from './names';
import { managedCredentials } from './rules';

/**
 * The first provider whose repositories and creation templates know tag-mutability exclusions.
 * https://github.com/hashicorp/terraform-provider-aws/pull/43886
 */
export const EXCLUSIONS_PROVIDER = '6.10.0';

/** What a stack is before its provider is known. */
type Plan = Stack extends infer S ? (S extends Stack ? Omit<S, 'providerVersion'> : never) : never;

/** What stacks are made of. */
type Content = Pick<Topology, 'registries' | 'networks' | 'replication' | 'guardrails'>;

/** One stack per account and Region and purpose, in the order of the waves. */
export function resolveStacks({ state, provider }: Manifest, content: Content): Stack[] {
  return plans(state, content).map((plan) => ({
    ...plan,
    providerVersion: needsExclusions(plan)
      ? `${provider.version}, >= ${EXCLUSIONS_PROVIDER}`
      : provider.version,
  }));
}

/** Whether the stack emits an argument that only newer providers know; the others keep the wide range. */
function needsExclusions(plan: Plan): boolean {
  if (!('registry' in plan)) return false;
  const { registry } = plan;
  const repositories = registry.kind === 'hub' ? registry.repositories : [];
  return [...registry.templates, ...repositories].some(({ settings }) => settings.mutableTags.length > 0);
}

function plans(state: Manifest['state'], { registries, networks, replication, guardrails }: Content): Plan[] {
  const registryStacks = registries.map(registryStack);
  return [
    ...(state === undefined
      ? []
      : [
          {
            id: 'state',
            kind: 'state',
            wave: 'state',
            account: state.account,
            region: state.region,
            state,
          } as const,
        ]),
    ...registries.flatMap(credentialsStack),
    ...registryStacks.filter(({ wave }) => wave === 'hub'),
    ...registryStacks.filter(({ wave }) => wave === 'environments'),
    ...networks.map(networkStack),
    ...(replication === undefined ? [] : [replicationStack(replication)]),
    ...(guardrails === undefined ? [] : [guardrailsStack(guardrails)]),
  ];
}

function credentialsStack(registry: Registry): Plan[] {
  const credentials = registry.kind === 'replicated' ? [] : managedCredentials(registry.rules);
  if (credentials.length === 0) return [];
  const { account, region } = registry;
  return [
    {
      id: credentialsStackId(registry),
      kind: 'credentials',
      wave: 'credentials',
      account,
      region,
      credentials,
    },
  ];
}

function registryStack(registry: Registry): Plan {
  const base = { id: registryStackId(registry), account: registry.account, region: registry.region };
  switch (registry.kind) {
    case 'hub':
      return { ...base, kind: 'hub', wave: 'hub', registry };
    case 'pull-through':
      return { ...base, kind: 'pull-through', wave: 'environments', registry };
    case 'replicated':
      return { ...base, kind: 'replicated', wave: 'environments', registry };
  }
}

function networkStack(network: PrivateNetwork): Plan {
  const { account, region } = network.registry;
  const id = networkStackId(network.registry);
  return { id, kind: 'network', wave: 'environments', account, region, network };
}

function replicationStack(replication: Replication): Plan {
  const { account, region } = replication;
  return {
    id: replicationStackId(region),
    kind: 'replication',
    wave: 'replication',
    account,
    region,
    replication,
  };
}

function guardrailsStack(guardrails: Guardrails): Plan {
  const { account, region } = guardrails;
  return { id: 'guardrails', kind: 'guardrails', wave: 'guardrails', account, region, guardrails };
}
