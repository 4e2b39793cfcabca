import type { Topology } from '../topology/model';
import type { Check } from './check';
import { didYouMean } from '../manifest/nearest';
import type { Finding, Path } from '../manifest/problems';
import type { Manifest, Partition, Region } from '../manifest/schema';

/** Every Region is one of the manifest's partition, every account has one, and a private path leads to a registry. */
export const regionChecks: readonly Check[] = [
  {
    id: 'partition',
    severity: 'error',
    why: 'Neither replication nor pull-through caches cross partitions, and every ARN names one.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html',
    run: ({ manifest }) => foreign(manifest),
  },
  {
    id: 'region-missing',
    severity: 'error',
    why: 'An account without a Region has no registry, and nobody would notice.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html',
    run: ({ manifest }) => missing(manifest),
  },
  {
    id: 'network-place',
    severity: 'error',
    why: 'A private path that leads to no registry of the manifest protects nothing.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    run: ({ manifest }) => networks(manifest),
  },
  {
    id: 'pull-through-region',
    severity: 'warning',
    why: 'AWS documented until April 2026 that China and GovCloud Regions have no pull-through cache; the newest page names no exception any more.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
    run: ({ topology }) => unprovenRegions(topology),
  },
];

/** One finding per environment and Region. */
function unprovenRegions({ registries }: Topology): Finding[] {
  const found = registries.flatMap((registry): Finding[] => {
    const { region } = registry;
    if (registry.kind === 'replicated' || registry.rules.length === 0 || partitionOf(region) === 'aws')
      return [];
    const path =
      registry.kind === 'hub'
        ? ['hub', 'pullThrough']
        : ['environments', registry.environment, 'pullThrough'];
    const message = `found rules in ${region}, where pull-through caches were excluded until lately, expected a try in one account first`;
    return [{ path, message }];
  });
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html; more partitions exist, none that the schema accepts. */
const regionPrefix: Readonly<Record<Exclude<Partition, 'aws'>, string>> = {
  'aws-us-gov': 'us-gov-',
  'aws-cn': 'cn-',
};

function partitionOf(region: Region): Partition {
  if (region.startsWith(regionPrefix['aws-us-gov'])) return 'aws-us-gov';
  return region.startsWith(regionPrefix['aws-cn']) ? 'aws-cn' : 'aws';
}

function foreign({ partition, state, hub, environments }: Manifest): Finding[] {
  const used: [Path, Region][] = [
    ...(state === undefined ? [] : [[['state', 'region'], state.region] satisfies [Path, Region]]),
    ...listed(['hub', 'regions'], hub.regions),
    ...Object.entries(environments).flatMap(([name, environment]) => [
      ...listed(['environments', name, 'regions'], environment.regions),
      ...Object.entries(environment.accounts).flatMap(([account, { regions: own = [] }]) =>
        listed(['environments', name, 'accounts', account, 'regions'], own),
      ),
    ]),
  ];
  return used
    .filter(([, region]) => partitionOf(region) !== partition)
    .map(([path, region]) => ({
      path,
      message: `found ${region} of the partition ${partitionOf(region)}, expected a Region of the partition ${partition}`,
    }));
}

function listed(path: Path, list: readonly Region[]): [Path, Region][] {
  return list.map((region, index) => [[...path, index], region]);
}

function missing({ environments }: Manifest): Finding[] {
  return Object.entries(environments).flatMap(([name, environment]) =>
    environment.regions.length > 0
      ? []
      : Object.entries(environment.accounts)
          .filter(([, account]) => account.regions === undefined)
          .map(([account]) => ({
            path: ['environments', name, 'accounts', account],
            message: 'found no Region for this account, expected regions here or in its environment',
          })),
  );
}

function networks({ environments }: Manifest): Finding[] {
  return Object.entries(environments).flatMap(([name, environment]) =>
    Object.entries(environment.network ?? {}).flatMap(([account, byRegion]) => {
      const path = ['environments', name, 'network', account];
      const names = Object.keys(environment.accounts);
      if (!names.includes(account)) {
        const message = `found the unknown account "${account}"${didYouMean(account, names)}, expected one of: ${names.join(', ')}`;
        return [{ path, at: 'key' as const, message }];
      }
      const known: readonly string[] = environment.accounts[account]?.regions ?? environment.regions;
      return Object.keys(byRegion)
        .filter((region) => !known.includes(region))
        .map((region) => ({
          path: [...path, region],
          at: 'key' as const,
          message: `found ${region}, where this account has no registry, expected one of: ${known.join(', ')}`,
        }));
    }),
  );
}
