import type { Registry, Replication, Stack, StateBucket } from './model';
import { credentialsStackId, registryStackId, replicationStackId } from './names';
import { managedCredentials } from './rules';

/** One stack per account and Region and purpose, in the order of the waves. */
export function resolveStacks(
  state: StateBucket | undefined,
  registries: readonly Registry[],
  replication: Replication | undefined,
): Stack[] {
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
    ...(replication === undefined ? [] : [replicationStack(replication)]),
  ];
}

function credentialsStack(registry: Registry): Stack[] {
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

function registryStack(registry: Registry): Stack {
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

function replicationStack(replication: Replication): Stack {
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
