import type { Input } from './constraints';
import type { Context, Operations } from './registry';
import { invalidParameter } from './parameters';

export type ReplicationConfiguration = Input<'PutReplicationConfiguration'>['replicationConfiguration'];

/**
 * Unique accounts × Regions over all rules, not adjustable.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
const MAX_DESTINATIONS = 25;

export const replication = {
  DescribeRegistry: ({ registry }: Context) => ({
    registryId: registry.account,
    replicationConfiguration: registry.replication,
  }),

  /** Overwrites the whole document: a registry has one. */
  PutReplicationConfiguration({ registry, world }: Context, { replicationConfiguration }) {
    const destinations = new Set(
      replicationConfiguration.rules.flatMap((rule) =>
        rule.destinations.map((to) => `${to.registryId} ${to.region}`),
      ),
    );
    if (destinations.has(`${registry.account} ${registry.region}`)) {
      throw refused('Replication destination cannot be the same as the source registry');
    }
    // "Cross-Region replication is not supported between AWS partitions"; that it is refused here is unverified.
    const foreign = replicationConfiguration.rules
      .flatMap((rule) => rule.destinations)
      .find(({ region }) => partitionOf(region) !== world.partition);
    if (foreign) {
      throw refused(`Replication destination ${foreign.region} is not in the partition ${world.partition}`);
    }
    if (destinations.size > MAX_DESTINATIONS) {
      throw refused(`Replication destinations cannot be more than ${MAX_DESTINATIONS} unique registries`);
    }
    registry.replication = replicationConfiguration;
    return { replicationConfiguration };
  },
} satisfies Partial<Operations>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

const refused = (constraint: string) => invalidParameter('replicationConfiguration', constraint);
