import type { RepositorySettings } from '../../lib/topology/registry-model';

/** Arguments that repositories and creation templates share; what only newer providers know is there only when asked for. */
export function tagMutability({ tagMutability: mutability, mutableTags }: RepositorySettings) {
  if (mutableTags.length === 0) return { imageTagMutability: mutability.toUpperCase() };
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilter: mutableTags.map((filter) => ({ filter, filterType: 'WILDCARD' })),
  };
}
