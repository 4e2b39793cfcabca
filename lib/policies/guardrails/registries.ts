import type { GuardrailTarget } from '../../topology/protection-model';
import { repositoryPattern } from '../../topology/names';
import type { Statement } from '../document';
import { only, unlessBreakGlass, unlessDeployer, type Context } from './exemptions';

/**
 * What changes how a registry gets, keeps and gives images. None of them has a resource, and no condition key says which
 * upstream, prefix or destination: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
const REGISTRY_ACTIONS = [
  'ecr:CreatePullThroughCacheRule',
  'ecr:CreateRepositoryCreationTemplate',
  'ecr:DeletePullThroughCacheRule',
  'ecr:DeleteRegistryPolicy',
  'ecr:DeleteRepositoryCreationTemplate',
  'ecr:DeleteSigningConfiguration',
  'ecr:DeregisterPullTimeUpdateExclusion',
  'ecr:PutAccountSetting',
  'ecr:PutRegistryPolicy',
  'ecr:PutRegistryScanningConfiguration',
  'ecr:PutReplicationConfiguration',
  'ecr:PutSigningConfiguration',
  'ecr:RegisterPullTimeUpdateExclusion',
  'ecr:UpdatePullThroughCacheRule',
  'ecr:UpdateRepositoryCreationTemplate',
] as const;

/** Only the deploy role changes registries; only the hub replicates; policies of managed repositories stay as they are. */
export function registryProtection(context: Context, { kind }: GuardrailTarget): Statement[] {
  const managed = managedRepositories(context);
  return [
    {
      Sid: 'RegistrySettings',
      Effect: 'Deny',
      Action: REGISTRY_ACTIONS,
      Resource: '*',
      Condition: unlessDeployer(context),
    },
    ...(kind === 'hub'
      ? []
      : [
          {
            Sid: 'ReplicationFromTheHubOnly',
            Effect: 'Deny',
            Action: 'ecr:PutReplicationConfiguration',
            Resource: '*',
            ...only(unlessBreakGlass(context)),
          } as const,
        ]),
    ...(managed.length === 0
      ? []
      : [
          {
            Sid: 'ManagedRepositories',
            Effect: 'Deny',
            Action: ['ecr:DeleteRepositoryPolicy', 'ecr:SetRepositoryPolicy'],
            Resource: managed,
            Condition: unlessDeployer(context),
          } as const,
        ]),
  ];
}

/** Below every namespace that a rule, a replication or the hub has. ROOT has no namespace: teams keep repositories there. */
function managedRepositories({ topology }: Context): string[] {
  const namespaces = topology.registries.flatMap((registry) => [
    ...registry.templates.map(({ prefix }) => prefix),
    ...(registry.kind === 'hub' ? registry.namespaces : []),
  ]);
  return [...new Set(namespaces)]
    .filter((namespace) => namespace !== 'ROOT')
    .sort()
    .map((namespace) => repositoryPattern(topology.partition, `${namespace}/*`));
}
