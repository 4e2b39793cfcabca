import {
  conflict,
  found,
  invalid,
  newNamed,
  type Context,
  type Operations,
  type Rule,
  type RuleGroup,
} from './firewall';

export const ruleGroups = {
  CreateFirewallRuleGroup(context: Context, input) {
    const group: RuleGroup = { ...newNamed(context, 'rule-group', input), rules: [] };
    context.firewall.ruleGroups.set(group.Id, group);
    return { FirewallRuleGroup: described(context, group) };
  },

  GetFirewallRuleGroup(context: Context, { FirewallRuleGroupId }) {
    return {
      FirewallRuleGroup: described(context, found(context.firewall.ruleGroups, FirewallRuleGroupId)),
    };
  },

  ListFirewallRuleGroups(context: Context) {
    const { ruleGroups: groups } = context.firewall;
    return { FirewallRuleGroups: [...groups.values()].map((group) => described(context, group)) };
  },

  DeleteFirewallRuleGroup(context: Context, { FirewallRuleGroupId }) {
    const { firewall } = context;
    const group = found(firewall.ruleGroups, FirewallRuleGroupId);
    const used = [...firewall.associations.values()].find((each) => each.FirewallRuleGroupId === group.Id);
    if (used !== undefined) {
      throw conflict(`The rule group '${group.Id}' cannot be deleted: it is associated with '${used.VpcId}'`);
    }
    if (group.rules.length > 0)
      throw conflict(`The rule group '${group.Id}' cannot be deleted: it has rules`);
    firewall.ruleGroups.delete(group.Id);
    firewall.tags.delete(group.Arn);
    return { FirewallRuleGroup: described(context, group) };
  },

  CreateFirewallRule({ firewall }: Context, { FirewallRuleGroupId, ...rule }) {
    const group = found(firewall.ruleGroups, FirewallRuleGroupId);
    found(firewall.domainLists, rule.FirewallDomainListId);
    if (group.rules.some((other) => other.FirewallDomainListId === rule.FirewallDomainListId)) {
      throw conflict(`The rule group '${group.Id}' has a rule for '${rule.FirewallDomainListId}' already`);
    }
    checkRule(group, rule);
    group.rules = [...group.rules, rule];
    return { FirewallRule: { FirewallRuleGroupId, ...rule } };
  },

  UpdateFirewallRule({ firewall }: Context, { FirewallRuleGroupId, ...changes }) {
    const group = found(firewall.ruleGroups, FirewallRuleGroupId);
    const present = ruleOf(group, changes.FirewallDomainListId);
    // How it blocks belongs to the action: an update to another drops it.
    const kept =
      changes.Action === undefined || changes.Action === 'BLOCK' ? present : withoutBlocking(present);
    const rule = { ...kept, ...changes };
    checkRule({ ...group, rules: group.rules.filter((other) => other !== present) }, rule);
    group.rules = group.rules.map((other) => (other === present ? rule : other));
    return { FirewallRule: { FirewallRuleGroupId, ...rule } };
  },

  DeleteFirewallRule({ firewall }: Context, { FirewallRuleGroupId, FirewallDomainListId }) {
    const group = found(firewall.ruleGroups, FirewallRuleGroupId);
    const rule = ruleOf(group, FirewallDomainListId);
    group.rules = group.rules.filter((other) => other !== rule);
    return { FirewallRule: { FirewallRuleGroupId, ...rule } };
  },

  ListFirewallRules({ firewall }: Context, { FirewallRuleGroupId, Priority, Action }) {
    const { rules } = found(firewall.ruleGroups, FirewallRuleGroupId);
    const asked = rules.filter(
      (rule) =>
        (Priority === undefined || rule.Priority === Priority) &&
        (Action === undefined || rule.Action === Action),
    );
    return { FirewallRules: asked.map((rule) => ({ FirewallRuleGroupId, ...rule })) };
  },
} satisfies Partial<Operations>;

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateFirewallRule.html */
function checkRule(group: RuleGroup, { Action, BlockResponse, BlockOverrideDomain, Priority }: Rule): void {
  if ((Action === 'BLOCK') !== (BlockResponse !== undefined)) {
    throw invalid('BlockResponse is required for the action BLOCK, and not allowed for any other');
  }
  if ((BlockResponse === 'OVERRIDE') !== (BlockOverrideDomain !== undefined)) {
    throw invalid('BlockOverrideDomain is required for the response OVERRIDE, and not allowed for any other');
  }
  if (group.rules.some((other) => other.Priority === Priority)) {
    throw invalid(`The priority ${Priority} is in use by another rule of the group`);
  }
}

function withoutBlocking({
  Name,
  Priority,
  Action,
  CreatorRequestId,
  FirewallDomainListId,
  Qtype,
}: Rule): Rule {
  return {
    Name,
    Priority,
    Action,
    CreatorRequestId,
    FirewallDomainListId,
    ...(Qtype !== undefined && { Qtype }),
  };
}

function ruleOf({ Id, rules }: RuleGroup, domainList: string): Rule {
  return found(new Map(rules.map((rule) => [rule.FirewallDomainListId, rule])), domainList || Id);
}

function described({ account }: Context, { rules, ...group }: RuleGroup) {
  return {
    ...group,
    RuleCount: rules.length,
    Status: 'COMPLETE',
    OwnerId: account,
    ShareStatus: 'NOT_SHARED',
    ModificationTime: group.CreationTime,
  };
}
