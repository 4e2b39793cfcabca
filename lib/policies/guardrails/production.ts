import type { GuardrailTarget } from '../../topology/protection-model';
import { repositoryArns, templateRolePattern } from '../../topology/names';
import { PULL_ACTIONS } from '../actions';
import { awsOwnedRepositories } from '../aws-owned';
import type { Statement } from '../document';
import { PUSH_ACTIONS } from './caches';
import { only, unlessBreakGlass, type Context } from './exemptions';

/** Where production is, images come by replication and in no other way, and nothing else runs. */
export function productionProtection(context: Context, target: GuardrailTarget): Statement[] {
  const { topology } = context;
  return [
    {
      // Listed, 25 registries at most: an unapproved image of a development account is inside the organization.
      Sid: 'ReleasedImagesOnly',
      Effect: 'Deny',
      Action: PULL_ACTIONS,
      NotResource: [
        ...releasedRepositories(context, target),
        ...awsOwnedRepositories(topology, context.guardrails.regions),
      ],
      ...only(unlessBreakGlass(context)),
    },
    {
      Sid: 'NothingOnDemand',
      Effect: 'Deny',
      Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreatePullThroughCacheRule'],
      Resource: '*',
      ...only(unlessBreakGlass(context)),
    },
    {
      Sid: 'NoPush',
      Effect: 'Deny',
      Action: PUSH_ACTIONS,
      Resource: '*',
      ...only(unlessBreakGlass(context)),
    },
    {
      Sid: 'NoRepositoryByHand',
      Effect: 'Deny',
      Action: 'ecr:CreateRepository',
      Resource: '*',
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': templateRolePattern(topology) },
        ...unlessBreakGlass(context),
      },
    },
  ];
}

function releasedRepositories({ topology }: Context, { environments }: GuardrailTarget): string[] {
  return topology.registries.flatMap((registry) =>
    registry.kind === 'replicated' && environments.includes(registry.environment)
      ? registry.namespaces.flatMap((namespace) => repositoryArns(topology.partition, registry, namespace))
      : [],
  );
}
