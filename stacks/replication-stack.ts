import { EcrReplicationConfiguration } from '@cdktf/provider-aws/lib/ecr-replication-configuration';
import type { Construct } from 'constructs';
import type { Stack } from '../lib/topology/model';
import { BaseStack, type BaseStackProps } from './base-stack';

type ReplicationStackPlan = Extract<Stack, { kind: 'replication' }>;

/**
 * What the hub's home registry sends on, in a stack of its own and late: an image that arrives before its destination's
 * template creates a repository that is wrong for ever.
 */
export class ReplicationStack extends BaseStack<ReplicationStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<ReplicationStackPlan>) {
    super(scope, props);
    const { account, adopt } = props.stack.replication;
    if (adopt) {
      this.addOverride('import', [{ to: 'aws_ecr_replication_configuration.replication', id: account }]);
    }
    new EcrReplicationConfiguration(this, 'replication', {
      replicationConfiguration: {
        rule: props.stack.replication.rules.map(({ namespaces, destinations }) => ({
          destination: destinations.map(({ account, region }) => ({ region, registryId: account })),
          // Filters are plain prefixes: without the `/`, `release` would also match `release-candidate/`.
          repositoryFilter: namespaces.map((namespace) => ({
            filter: `${namespace}/`,
            filterType: 'PREFIX_MATCH',
          })),
        })),
      },
    });
  }
}
