import type { Input } from './constraints';
import type { Context, Operations } from './registry';
import { invalidParameter } from './shapes';

export type ReplicationConfiguration = Input<'PutReplicationConfiguration'>['replicationConfiguration'];

/**
 * Unique accounts × Regions over all rules, not adjustable.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
 */
const MAX_DESTINATIONS = 25;

export const replication = {
  DescribeRegistry: ({ registry }: Context) => ({
    registryId: registry.account,
    replicationConfiguration: registry.replication,
  }),

  /** Overwrites the whole document: a registry has one. */
  PutReplicationConfiguration({ registry }: Context, { replicationConfiguration }) {
    const destinations = new Set(
      replicationConfiguration.rules.flatMap((rule) =>
        rule.destinations.map((to) => `${to.registryId} ${to.region}`),
      ),
    );
    if (destinations.has(`${registry.account} ${registry.region}`)) {
      throw refused('Replication destination cannot be the same as the source registry');
    }
    if (destinations.size > MAX_DESTINATIONS) {
      throw refused(`Replication destinations cannot be more than ${MAX_DESTINATIONS} unique registries`);
    }
    registry.replication = replicationConfiguration;
    return { replicationConfiguration };
  },
} satisfies Partial<Operations>;

const refused = (constraint: string) => invalidParameter('replicationConfiguration', constraint);
