import { didYouMean } from './nearest';
import type { Finding, Path } from './problems';
import type { Manifest, Partition, Region } from './schema';

/** Every Region is one of the manifest's partition, every account has one, and a private path leads to a registry. */
export function regions(manifest: Manifest): Finding[] {
  return [...foreign(manifest), ...missing(manifest), ...networks(manifest)];
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
