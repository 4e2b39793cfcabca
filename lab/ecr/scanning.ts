import type { Input } from './constraints';
import { type Context, type Operations, type Registry, repositoryArn } from './registry';
import type { Repository } from './repositories';
import { invalidParameter } from './parameters';

export type ScanningConfiguration = Required<Input<'PutRegistryScanningConfiguration'>>;
type Rule = ScanningConfiguration['rules'][number];
type Frequency = Rule['scanFrequency'];

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html; MANUAL is what BASIC falls back to */
const FREQUENCIES: Record<ScanningConfiguration['scanType'], readonly Frequency[]> = {
  BASIC: ['SCAN_ON_PUSH', 'MANUAL'],
  ENHANCED: ['CONTINUOUS_SCAN', 'SCAN_ON_PUSH'],
};
/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html */
const MAX_WILDCARDS = 4;

export const scanning = {
  GetRegistryScanningConfiguration: ({ registry }: Context) => ({
    registryId: registry.account,
    scanningConfiguration: registry.scanning,
  }),

  PutRegistryScanningConfiguration({ registry }: Context, { scanType = 'BASIC', rules = [] }) {
    const allowed = FREQUENCIES[scanType];
    rules.forEach(({ scanFrequency, repositoryFilters }, index) => {
      const at = `rules.${index + 1}.member`;
      if (!allowed.includes(scanFrequency)) {
        throw invalidParameter(
          `${at}.scanFrequency`,
          `Member must satisfy enum value set: [${allowed.join(', ')}]`,
        );
      }
      if (repositoryFilters.some(({ filter }) => filter.split('*').length - 1 > MAX_WILDCARDS)) {
        throw invalidParameter(
          `${at}.repositoryFilters`,
          `A filter can have a maximum of ${MAX_WILDCARDS} wildcards`,
        );
      }
    });
    registry.scanning = { scanType, rules };
    return { registryScanningConfiguration: registry.scanning };
  },

  BatchGetRepositoryScanningConfiguration(context: Context, { repositoryNames }) {
    const { registry } = context;
    const found = [...new Set(repositoryNames)].map((name) => ({
      name,
      repository: registry.repositories.get(name),
    }));
    return {
      scanningConfigurations: found.flatMap(({ name, repository }) =>
        repository
          ? [{ repositoryArn: repositoryArn(context, name), ...appliedTo(registry, repository) }]
          : [],
      ),
      failures: found.flatMap(({ name, repository }) => (repository ? [] : [failure(registry, name)])),
    };
  },
} satisfies Partial<Operations>;

/** Continuous wins over on push; a basic registry also honours the repository's own, deprecated, scan on push. */
function appliedTo({ scanning: { scanType, rules } }: Registry, { repositoryName, scanOnPush }: Repository) {
  const matching = rules
    .map((rule) => ({
      ...rule,
      filters: rule.repositoryFilters.filter(({ filter }) => matches(filter, repositoryName)),
    }))
    .filter(({ filters }) => filters.length > 0);
  const rule =
    matching.find(({ scanFrequency }) => scanFrequency === 'CONTINUOUS_SCAN') ??
    matching.find(({ scanFrequency }) => scanFrequency === 'SCAN_ON_PUSH');
  const own: Frequency = scanType === 'BASIC' && scanOnPush ? 'SCAN_ON_PUSH' : 'MANUAL';
  const scanFrequency = rule?.scanFrequency ?? own;
  return {
    repositoryName,
    scanOnPush: scanFrequency !== 'MANUAL',
    scanFrequency,
    appliedScanFilters: rule?.filters ?? [],
  };
}

/** A filter without a wildcard matches every name that contains it. */
function matches(filter: string, name: string): boolean {
  if (!filter.includes('*')) return name.includes(filter);
  const parts = filter.split(/\*+/).map((part) => part.replace(/[.\-/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function failure({ account }: Registry, repositoryName: string) {
  return {
    repositoryName,
    failureCode: 'REPOSITORY_NOT_FOUND',
    failureReason: `The repository with name '${repositoryName}' does not exist in the registry with id '${account}'`,
  };
}
