import type {
  HubRegistry,
  PullThroughRegistry,
  Registry,
  ReplicatedRegistry,
} from '../topology/registry-model';
import type { Topology } from '../topology/model';
import { fetchRolePattern, repositoryArns, rootArn } from '../topology/names';
import {
  CHAINED_ACTIONS,
  FIRST_PULL_ACTIONS,
  PULL_ACTIONS,
  REPLICATION_ACTIONS,
  UPSTREAM_ACTIONS,
} from './actions';
import { policyDocument, type PolicyDocument, type Statement } from './document';
import { inAccounts, inUnits } from './organization';

/**
 * The one policy of a registry, with everything merged in; undefined where nobody from outside the account needs it.
 * It needs registry policy scope V2: in V1 ECR refuses the pull actions.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 *
 * Principals are `*` under conditions: ECR refuses a role that does not exist yet, and lists of roles outgrow the
 * 10,240 characters at about a hundred accounts.
 */
export function registryPolicy(topology: Topology, registry: Registry): PolicyDocument | undefined {
  const statements = registryStatements(topology, registry);
  return statements.length === 0 ? undefined : policyDocument(...statements);
}

function registryStatements(topology: Topology, registry: Registry): Statement[] {
  switch (registry.kind) {
    case 'hub':
      return hubStatements(topology, registry);
    case 'pull-through':
      return cacheStatements(topology, registry);
    case 'replicated':
      return replicaStatements(topology, registry);
  }
}

/** The hub's other Regions are replicated to from its home; the environments fetch from all of them. */
function hubStatements(topology: Topology, hub: HubRegistry): Statement[] {
  const received = hub.templates
    .filter(({ appliedFor }) => appliedFor === 'REPLICATION')
    .map(({ prefix }) => prefix);
  return [
    ...(received.length > 0 ? [replicateFromHub(topology, hub, received)] : []),
    ...fetchStatements(topology, hub),
  ];
}

/** The environments' fetch roles, by their path and where they live. */
function fetchStatements(topology: Topology, hub: HubRegistry): Statement[] {
  const fetch = (
    sid: string,
    action: readonly string[],
    namespaces: readonly string[],
    where: NonNullable<Statement['Condition']>,
  ): Statement => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: '*',
    Action: action,
    Resource: namespaces.flatMap((namespace) => repositoryArns(topology.partition, hub, namespace)),
    Condition: { ...where, ArnLike: { 'aws:PrincipalArn': fetchRolePattern(topology) } },
  });
  return hub.grants.flatMap(({ namespaces, chained, units, accounts }, index) =>
    [
      ...(units.length > 0 ? [{ from: `FromUnits${index + 1}`, where: inUnits(topology, units) }] : []),
      ...(accounts.length > 0
        ? [{ from: `FromAccounts${index + 1}`, where: inAccounts(topology, accounts) }]
        : []),
    ].flatMap(({ from, where }) => [
      fetch(`Fetch${from}`, UPSTREAM_ACTIONS, namespaces, where),
      ...(chained.length > 0 ? [fetch(`Create${from}`, CHAINED_ACTIONS, chained, where)] : []),
    ]),
  );
}

/** Consumers may pull what the rules' namespaces hold and make ECR fetch what they do not hold yet. */
function cacheStatements(topology: Topology, registry: PullThroughRegistry): Statement[] {
  const resources = registry.rules.flatMap(({ prefix, only }) =>
    repositoryArns(topology.partition, registry, prefix, only),
  );
  return consumerStatements(topology, registry, [...PULL_ACTIONS, ...FIRST_PULL_ACTIONS], resources);
}

/** The hub replicates the released namespaces, and nobody anything else. */
function replicaStatements(topology: Topology, registry: ReplicatedRegistry): Statement[] {
  const resources = registry.namespaces.flatMap((namespace) =>
    repositoryArns(topology.partition, registry, namespace),
  );
  return [
    replicateFromHub(topology, registry, registry.namespaces),
    ...consumerStatements(topology, registry, PULL_ACTIONS, resources),
  ];
}

/**
 * The hub's own account is named as well: a template that tags needs `ecr:TagResource` in the destination's policy.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html
 */
function replicateFromHub(
  topology: Topology,
  destination: HubRegistry | ReplicatedRegistry,
  namespaces: readonly string[],
): Statement {
  return {
    Sid: 'ReplicateFromHub',
    Effect: 'Allow',
    Principal: { AWS: rootArn(topology.partition, topology.hub.account) },
    Action: REPLICATION_ACTIONS,
    Resource: namespaces.flatMap((namespace) => repositoryArns(topology.partition, destination, namespace)),
  };
}

/**
 * Principals of other accounts. Those of the registry's own account, which may lie in the same unit, have what IAM gives
 * them: else the difference between the policies `pull` and `first-pull` would be none.
 */
function consumerStatements(
  topology: Topology,
  { account, consumers: { accounts, units } }: PullThroughRegistry | ReplicatedRegistry,
  actions: readonly string[],
  resources: readonly string[],
): Statement[] {
  const pull = (Sid: string, Condition: NonNullable<Statement['Condition']>): Statement[] => [
    { Sid, Effect: 'Allow', Principal: '*', Action: actions, Resource: resources, Condition },
  ];
  return [
    ...(units.length > 0
      ? pull('PullFromUnits', {
          ...inUnits(topology, units),
          StringNotEquals: { 'aws:PrincipalAccount': account },
        })
      : []),
    ...(accounts.length > 0 ? pull('PullFromAccounts', inAccounts(topology, accounts)) : []),
  ];
}
