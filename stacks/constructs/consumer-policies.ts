import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { TerraformStack } from 'cdktf';
import { consumerPolicy } from '../../lib/policies/consumer';
import { render } from '../../lib/policies/document';
import type { PullThroughRegistry, ReplicatedRegistry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';
import { consumerPolicyName, iamPath } from '../../lib/topology/names';

/** Managed policies to attach to workload roles: with first-pull rights only where there are rules. */
export function addConsumerPolicies(
  stack: TerraformStack,
  topology: Topology,
  registry: PullThroughRegistry | ReplicatedRegistry,
): void {
  const kinds = registry.kind === 'pull-through' ? (['pull', 'first-pull'] as const) : (['pull'] as const);
  for (const kind of kinds) {
    new IamPolicy(stack, kind, {
      name: consumerPolicyName(topology, registry.environment, kind, registry.region),
      path: iamPath(topology),
      description: `${registry.environment} images: ${kind === 'pull' ? 'what the registry holds' : 'and what it fetches on demand'}`,
      policy: render(consumerPolicy(topology, registry, kind)),
    });
  }
}
