import type { GuardrailTarget } from '../../topology/model';
import { repositoryPattern } from '../../topology/names';
import type { Statement } from '../document';
import { unlessBreakGlass, unlessDeployer, type Context } from './exemptions';

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
  const { partition } = context.topology;
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
    {
      Sid: 'ManagedRepositories',
      Effect: 'Deny',
      Action: ['ecr:DeleteRepositoryPolicy', 'ecr:SetRepositoryPolicy'],
      Resource: managedNamespaces(context).map((namespace) =>
        repositoryPattern(partition, namespace === 'ROOT' ? '*' : `${namespace}/*`),
      ),
      Condition: unlessDeployer(context),
    },
  ];
}

/** Every namespace that a rule, a replication or the hub has. */
function managedNamespaces({ topology }: Context): string[] {
  const namespaces = topology.registries.flatMap((registry) => [
    ...registry.templates.map(({ prefix }) => prefix),
    ...(registry.kind === 'hub' ? registry.namespaces : []),
  ]);
  return [...new Set(namespaces)].sort();
}

/** No empty Condition: IAM refuses it. */
export function only(condition: NonNullable<Statement['Condition']>): Pick<Statement, 'Condition'> {
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
}
