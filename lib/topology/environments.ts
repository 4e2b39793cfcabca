import type { Manifest, ManifestEnvironment } from '../manifest/schema';
import type { Consumers, CreationTemplate, PullThroughRegistry, ReplicatedRegistry } from './registry-model';
import type { Region } from './model';
import { cacheTemplate, resolveRules } from './rules';
import { repositorySettings, scanning } from './settings';
import { unitId } from './units';

/** The registries of one environment: one per account and Region. */
export function resolveEnvironment(
  manifest: Manifest,
  environment: string,
  settings: ManifestEnvironment,
): (PullThroughRegistry | ReplicatedRegistry)[] {
  const consumers = resolveConsumers(manifest, settings);
  return Object.entries(settings.accounts).flatMap(([accountName, { id, regions, adopt }]) =>
    (regions ?? settings.regions).map((region) => {
      const base = {
        environment,
        accountName,
        account: id,
        region,
        adopt,
        consumers,
        scanning: scanning(manifest),
      };
      return settings.replicated === undefined
        ? { ...base, kind: 'pull-through' as const, ...caches(manifest, settings, region) }
        : { ...base, kind: 'replicated' as const, ...replicas(manifest, settings, settings.replicated) };
    }),
  );
}

function caches(manifest: Manifest, settings: ManifestEnvironment, region: Region) {
  const entries = resolveRules(manifest, settings.pullThrough ?? [], region);
  return {
    rules: entries.map(({ rule }) => rule),
    templates: entries.map(({ entry, rule }) => cacheTemplate(manifest, entry, rule, settings)),
  };
}

function replicas(manifest: Manifest, settings: ManifestEnvironment, namespaces: readonly string[]) {
  const templates = namespaces.map((prefix): CreationTemplate => ({
    prefix,
    appliedFor: 'REPLICATION',
    settings: repositorySettings(manifest, 'replica', settings.repositories),
  }));
  return { namespaces, templates };
}

function resolveConsumers(manifest: Manifest, { consumers }: ManifestEnvironment): Consumers {
  const units = consumers.organizationalUnits.flatMap((name) => unitId(manifest, name) ?? []);
  return { accounts: consumers.accounts, units };
}
