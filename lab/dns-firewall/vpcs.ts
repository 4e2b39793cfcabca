import { randomBytes } from 'node:crypto';
import {
  conflict,
  found,
  invalid,
  newNamed,
  type Association,
  type Config,
  type Context,
  type Operations,
} from './firewall';

/** What a VPC has: rule groups in an order, and what happens when the firewall fails. */
export const vpcs = {
  async AssociateFirewallRuleGroup(context: Context, input) {
    const { firewall } = context;
    const { FirewallRuleGroupId, VpcId, Priority, MutationProtection = 'DISABLED' } = input;
    found(firewall.ruleGroups, FirewallRuleGroupId);
    await checkVpc(context, VpcId);
    checkPriority(firewall.associations, VpcId, Priority);
    const others = [...firewall.associations.values()].filter((each) => each.VpcId === VpcId);
    if (others.some((each) => each.FirewallRuleGroupId === FirewallRuleGroupId)) {
      throw conflict(`The rule group '${FirewallRuleGroupId}' is associated with '${VpcId}' already`);
    }
    const association: Association = {
      ...newNamed(context, 'rule-group-association', input),
      FirewallRuleGroupId,
      VpcId,
      Priority,
      MutationProtection,
    };
    firewall.associations.set(association.Id, association);
    return { FirewallRuleGroupAssociation: described(association) };
  },

  GetFirewallRuleGroupAssociation({ firewall }: Context, { FirewallRuleGroupAssociationId }) {
    const association = found(firewall.associations, FirewallRuleGroupAssociationId);
    return { FirewallRuleGroupAssociation: described(association) };
  },

  UpdateFirewallRuleGroupAssociation({ firewall }: Context, { FirewallRuleGroupAssociationId, ...changes }) {
    const present = found(firewall.associations, FirewallRuleGroupAssociationId);
    if (changes.Priority !== undefined && changes.Priority !== present.Priority) {
      checkPriority(firewall.associations, present.VpcId, changes.Priority);
    }
    const association = { ...present, ...changes };
    firewall.associations.set(association.Id, association);
    return { FirewallRuleGroupAssociation: described(association) };
  },

  DisassociateFirewallRuleGroup({ firewall }: Context, { FirewallRuleGroupAssociationId }) {
    const association = found(firewall.associations, FirewallRuleGroupAssociationId);
    if (association.MutationProtection === 'ENABLED') {
      throw conflict(`The association '${association.Id}' is protected against mutation`);
    }
    firewall.associations.delete(association.Id);
    firewall.tags.delete(association.Arn);
    return { FirewallRuleGroupAssociation: { ...described(association), Status: 'DELETING' } };
  },

  ListFirewallRuleGroupAssociations({ firewall }: Context, { FirewallRuleGroupId, VpcId }) {
    const asked = [...firewall.associations.values()].filter(
      (each) =>
        (VpcId === undefined || each.VpcId === VpcId) &&
        (FirewallRuleGroupId === undefined || each.FirewallRuleGroupId === FirewallRuleGroupId),
    );
    return { FirewallRuleGroupAssociations: asked.map(described) };
  },

  async GetFirewallConfig(context: Context, { ResourceId }) {
    await checkVpc(context, ResourceId);
    return { FirewallConfig: configOf(context, ResourceId) };
  },

  async UpdateFirewallConfig(context: Context, { ResourceId, FirewallFailOpen }) {
    await checkVpc(context, ResourceId);
    const config = { ...configOf(context, ResourceId), FirewallFailOpen };
    context.firewall.configs.set(ResourceId, config);
    return { FirewallConfig: config };
  },

  ListFirewallConfigs({ firewall }: Context) {
    return { FirewallConfigs: [...firewall.configs.values()] };
  },
} satisfies Partial<Operations>;

/** "The allowed values for Priority are between 100 and 9900", and unique in a VPC. Same page as AssociateFirewallRuleGroup. */
function checkPriority(all: ReadonlyMap<string, Association>, vpc: string, priority: number): void {
  if (priority < 100 || priority > 9900) {
    throw invalid(`The priority ${priority} is not between 100 and 9900`);
  }
  if ([...all.values()].some(({ VpcId, Priority }) => VpcId === vpc && Priority === priority)) {
    throw invalid(`The priority ${priority} is in use by another rule group of '${vpc}'`);
  }
}

async function checkVpc(context: Context, vpc: string): Promise<void> {
  if (!(await context.vpcExists(vpc))) throw invalid(`The VPC '${vpc}' does not exist`);
}

/** Every VPC has one, closed unless somebody opened it. */
function configOf({ firewall, account }: Context, vpc: string): Config {
  const present = firewall.configs.get(vpc);
  if (present !== undefined) return present;
  const config: Config = {
    Id: `rslvr-fc-${randomBytes(9).toString('hex').slice(1)}`,
    ResourceId: vpc,
    OwnerId: account,
    FirewallFailOpen: 'DISABLED',
  };
  firewall.configs.set(vpc, config);
  return config;
}

function described(association: Association) {
  return { ...association, Status: 'COMPLETE', ModificationTime: association.CreationTime };
}
