import type { Manifest } from '../manifest/schema';
import { resolveAwsOwned } from './aws-owned';
import { resolveEnvironment } from './environments';
import { resolveGuardrails } from './guardrails';
import { resolveHub } from './hub';
import type { Topology } from './model';
import { resolveNetworks } from './networks';
import { resolveReplication } from './replication';
import { home } from './rules';
import { resolveStacks } from './stacks';

/**
 * Manifest → topology: what the user wrote → what it means. Pure and total: a name that leads nowhere means nothing here,
 * so that checks can look at the topology of a manifest that has such names too. Build stacks from a checked one.
 */
export function resolve(manifest: Manifest): Topology {
  const environments = Object.entries(manifest.environments).flatMap(([name, settings]) =>
    resolveEnvironment(manifest, name, settings),
  );
  const hubs = resolveHub(
    manifest,
    environments.filter((registry) => registry.kind === 'pull-through'),
  );
  const replicated = environments.filter((registry) => registry.kind === 'replicated');
  const registries = [...hubs, ...environments];
  const networks = resolveNetworks(manifest, hubs, environments);
  const replication = resolveReplication(manifest, hubs, replicated);
  const guardrails = resolveGuardrails(manifest, registries);
  const { organization, access, hub } = manifest;
  return {
    name: manifest.name,
    partition: manifest.partition,
    tags: manifest.tags,
    organization: { id: organization.id, managementAccount: organization.managementAccount },
    deployment: {
      roleName: access.roleName,
      managementRoleName: access.management.roleName === 'none' ? undefined : access.management.roleName,
    },
    state: manifest.state,
    hub: { account: hub.account, home: home(manifest) },
    registries,
    networks,
    awsOwned: resolveAwsOwned(manifest),
    replication,
    guardrails,
    stacks: resolveStacks(manifest, { registries, networks, replication, guardrails }),
  };
}
