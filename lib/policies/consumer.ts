import type { PullThroughRegistry, ReplicatedRegistry } from '../topology/registry-model';
import type { Topology } from '../topology/model';
import { repositoryArns } from '../topology/names';
import { FIRST_PULL_ACTIONS, PULL_ACTIONS } from './actions';
import { policyDocument, type PolicyDocument } from './document';

/**
 * What a workload in the registry's own account needs. `pull` reads what is there; `first-pull` may also make ECR fetch
 * an image and create its repository. A grant, not a limit: a broad node role beats it.
 */
export function consumerPolicy(
  { partition }: Pick<Topology, 'partition'>,
  registry: PullThroughRegistry | ReplicatedRegistry,
  kind: 'pull' | 'first-pull',
): PolicyDocument {
  const namespaces =
    registry.kind === 'pull-through'
      ? registry.rules
      : registry.namespaces.map((prefix) => ({ prefix, only: undefined }));
  return policyDocument(
    // One token for every registry that the principal may use; it has no resource.
    { Sid: 'Token', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    {
      Sid: 'Pull',
      Effect: 'Allow',
      Action: kind === 'pull' ? PULL_ACTIONS : [...PULL_ACTIONS, ...FIRST_PULL_ACTIONS],
      Resource: namespaces.flatMap(({ prefix, only }) => repositoryArns(partition, registry, prefix, only)),
    },
  );
}
