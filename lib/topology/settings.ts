import type { Manifest, RepositoryOverrides } from '../manifest/schema';
import type { RepositorySettings, Scanning } from './registry-model';

/** What a repository is for decides the defaults that the manifest leaves open. */
export type RepositoryUse = 'cache' | 'hub' | 'release' | 'replica';

/** The settings of one namespace: the most specific statement in the manifest wins, key by key. */
export function repositorySettings(
  manifest: Manifest,
  use: RepositoryUse,
  ...overrides: readonly (RepositoryOverrides | undefined)[]
): RepositorySettings {
  const own = overrides.filter((layer) => layer !== undefined);
  const layers = [manifest.repositories, ...own];
  const last = <K extends keyof RepositoryOverrides>(key: K, among = layers) =>
    among.findLast((layer) => layer[key] !== undefined)?.[key];
  const released = use === 'replica' || use === 'release';
  // A cache must stay mutable or the 24-hour refresh stops:
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
  // A released tag must not move: its replica is immutable, and a moved tag arrives there untagged.
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
  // The general setting is meant for neither; their own namespace or environment may say otherwise.
  const tagMutability = released
    ? (last('tagMutability', own) ?? 'immutable')
    : (last('tagMutability') ?? 'mutable');
  return {
    encryption: last('encryption') ?? 'kms',
    tagMutability,
    mutableTags: (tagMutability === 'immutable' && last('mutableTags', released ? own : layers)) || [],
    lifecycle: {
      untaggedDays: layers.findLast((layer) => layer.lifecycle?.untaggedDays !== undefined)?.lifecycle
        ?.untaggedDays,
      keepLast: use === 'replica' ? undefined : keepLast(use === 'cache' ? layers : own),
    },
    lambda: last('lambda') ?? false,
  };
}

/** Tagged images: a cache refills, so the general limit holds; the hub loses one only if its namespace says so, a replica never. */
function keepLast(layers: readonly RepositoryOverrides[]): number | undefined {
  return layers.findLast((layer) => layer.lifecycle?.keepLast !== undefined)?.lifecycle?.keepLast;
}

/** Registry scanning; undefined where an organization policy manages it and a second writer would be refused. */
export function scanning({ scanning: settings }: Manifest): Scanning | undefined {
  if (settings.managed !== undefined) return undefined;
  const type = settings.type === 'basic' ? 'BASIC' : 'ENHANCED';
  const frequency = { continuous: 'CONTINUOUS_SCAN', 'on-push': 'SCAN_ON_PUSH', manual: 'MANUAL' } as const;
  return { type, frequency: frequency[settings.frequency ?? (type === 'BASIC' ? 'on-push' : 'continuous')] };
}
