import type { GuardrailTarget } from '../../topology/protection-model';
import type { PullThroughRule } from '../../topology/registry-model';
import type { Topology } from '../../topology/model';
import { fetchRolePattern, repositoryPattern } from '../../topology/names';
import type { Statement } from '../document';
import { only, unlessBreakGlass, type Context } from './exemptions';

/** What a push does, layer by layer: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
export const PUSH_ACTIONS = [
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
] as const;

/**
 * Caches hold what their upstream has: only the fetch role pushes into them (ECR's own role, for external upstreams, is
 * bound by no service control policy), and only what a rule names is imported.
 */
export function cacheProtection(context: Context, target: GuardrailTarget): Statement[] {
  const { topology } = context;
  const rules = rulesOf(topology, target);
  const caches = [...new Set(rules.map(({ prefix }) => prefix))].filter((prefix) => prefix !== 'ROOT').sort();
  return [
    ...(caches.length === 0
      ? []
      : [
          {
            Sid: 'CachesAreFetched',
            Effect: 'Deny',
            Action: PUSH_ACTIONS,
            Resource: caches.map((prefix) => repositoryPattern(topology.partition, `${prefix}/*`)),
            Condition: {
              ArnNotLike: { 'aws:PrincipalArn': fetchRolePattern(topology) },
              ...unlessBreakGlass(context),
            },
          } as const,
        ]),
    {
      Sid: 'ImportsByRule',
      Effect: 'Deny',
      Action: 'ecr:BatchImportUpstreamImage',
      ...importable(topology, rules),
      ...only(unlessBreakGlass(context)),
    },
  ];
}

/** The rules of the target's own registries; all environments' where it has none, since its workloads use theirs. */
function rulesOf({ registries }: Topology, { kind, environments }: GuardrailTarget): PullThroughRule[] {
  return registries.flatMap((registry) => {
    if (registry.kind === 'replicated') return [];
    if (registry.kind === 'hub') return kind === 'hub' ? registry.rules : [];
    const inside = environments.length === 0 || environments.includes(registry.environment);
    return kind === 'pull-through' && inside ? registry.rules : [];
  });
}

/** What rules name: in their own registry, and at a private upstream, where the fetch role asks for it. */
function importable(
  { partition }: Topology,
  rules: readonly PullThroughRule[],
): Pick<Statement, 'Resource' | 'NotResource'> {
  const patterns = rules.flatMap(({ prefix, only, upstream }) => [
    ...(only ?? ['*']).map((path) =>
      repositoryPattern(partition, prefix === 'ROOT' ? path : `${prefix}/${path}`),
    ),
    ...(upstream.kind === 'external'
      ? []
      : [
          repositoryPattern(partition, upstream.namespace === undefined ? '*' : `${upstream.namespace}/*`, {
            account: upstream.account,
          }),
        ]),
  ]);
  const all = [...new Set(patterns)].sort();
  return all.length === 0 ? { Resource: '*' } : { NotResource: all };
}
