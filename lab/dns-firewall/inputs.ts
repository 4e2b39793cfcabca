import { integer, list, oneOf, struct, text, type ValueOf } from '../shapes';

// The constraints of the Route 53 Resolver API model of 2018-04-01.
// https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html

const id = text({ min: 1, max: 64 });
const arn = text({ min: 1, max: 255 });
const creatorRequestId = text({ min: 1, max: 255 });
const name = text({ max: 64, pattern: "(?!^[0-9]+$)([a-zA-Z0-9\\-_' ']+)" });
const tags = list(struct({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }), { max: 200 });
const paging = { MaxResults: integer(1, 100), NextToken: text() };
const priority = integer(0, 2_147_483_647);
const action = oneOf('ALLOW', 'BLOCK', 'ALERT');
const blockResponse = {
  BlockResponse: oneOf('NODATA', 'NXDOMAIN', 'OVERRIDE'),
  BlockOverrideDomain: text({ min: 1, max: 255 }),
  BlockOverrideDnsType: oneOf('CNAME'),
  BlockOverrideTtl: integer(0, 604_800),
};
const ruleSettings = {
  ...blockResponse,
  FirewallDomainRedirectionAction: oneOf('INSPECT_REDIRECTION_DOMAIN', 'TRUST_REDIRECTION_DOMAIN'),
  Qtype: text({ min: 1, max: 16 }),
};

/** What each served operation accepts: `struct(required, optional)`. An operation is served if and only if it is here. */
export const INPUTS = {
  CreateFirewallDomainList: struct({ CreatorRequestId: creatorRequestId, Name: name }, { Tags: tags }),
  GetFirewallDomainList: struct({ FirewallDomainListId: id }),
  DeleteFirewallDomainList: struct({ FirewallDomainListId: id }),
  ListFirewallDomainLists: struct({}, paging),
  UpdateFirewallDomains: struct({
    FirewallDomainListId: id,
    Operation: oneOf('ADD', 'REMOVE', 'REPLACE'),
    Domains: list(text({ min: 1, max: 255 })),
  }),
  ListFirewallDomains: struct(
    { FirewallDomainListId: id },
    { MaxResults: integer(1, 5000), NextToken: text() },
  ),

  CreateFirewallRuleGroup: struct({ CreatorRequestId: creatorRequestId, Name: name }, { Tags: tags }),
  GetFirewallRuleGroup: struct({ FirewallRuleGroupId: id }),
  DeleteFirewallRuleGroup: struct({ FirewallRuleGroupId: id }),
  ListFirewallRuleGroups: struct({}, paging),

  CreateFirewallRule: struct(
    {
      CreatorRequestId: creatorRequestId,
      FirewallRuleGroupId: id,
      FirewallDomainListId: id,
      Priority: priority,
      Action: action,
      Name: name,
    },
    ruleSettings,
  ),
  UpdateFirewallRule: struct(
    { FirewallRuleGroupId: id, FirewallDomainListId: id },
    { Priority: priority, Action: action, Name: name, ...ruleSettings },
  ),
  DeleteFirewallRule: struct(
    { FirewallRuleGroupId: id, FirewallDomainListId: id },
    { Qtype: text({ min: 1, max: 16 }) },
  ),
  ListFirewallRules: struct({ FirewallRuleGroupId: id }, { Priority: priority, Action: action, ...paging }),

  AssociateFirewallRuleGroup: struct(
    {
      CreatorRequestId: creatorRequestId,
      FirewallRuleGroupId: id,
      VpcId: id,
      Priority: priority,
      Name: name,
    },
    { MutationProtection: oneOf('ENABLED', 'DISABLED'), Tags: tags },
  ),
  GetFirewallRuleGroupAssociation: struct({ FirewallRuleGroupAssociationId: id }),
  UpdateFirewallRuleGroupAssociation: struct(
    { FirewallRuleGroupAssociationId: id },
    { Priority: priority, MutationProtection: oneOf('ENABLED', 'DISABLED'), Name: name },
  ),
  DisassociateFirewallRuleGroup: struct({ FirewallRuleGroupAssociationId: id }),
  ListFirewallRuleGroupAssociations: struct(
    {},
    {
      FirewallRuleGroupId: id,
      VpcId: id,
      Priority: priority,
      Status: oneOf('COMPLETE', 'DELETING', 'UPDATING'),
      ...paging,
    },
  ),

  GetFirewallConfig: struct({ ResourceId: id }),
  UpdateFirewallConfig: struct({ ResourceId: id, FirewallFailOpen: oneOf('ENABLED', 'DISABLED') }),
  ListFirewallConfigs: struct({}, { MaxResults: integer(5, 10), NextToken: text() }),

  TagResource: struct({ ResourceArn: arn, Tags: tags }),
  UntagResource: struct({ ResourceArn: arn, TagKeys: list(text({ min: 1, max: 128 }), { max: 200 }) }),
  ListTagsForResource: struct({ ResourceArn: arn }, paging),
};

export type OperationName = keyof typeof INPUTS;
export type Input<K extends OperationName> = ValueOf<(typeof INPUTS)[K]>;
