import { pathPatterns, rolePattern, tokenPattern } from '../../topology/names';
import type { Statement } from '../document';
import { namesTag, unlessDeployer, type Context } from './exemptions';

const ROLE_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
] as const;

const POLICY_ACTIONS = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:TagPolicy',
  'iam:UntagPolicy',
] as const;

/** What would disable or open a key, an event rule, an endpoint or the DNS firewall of the blueprint, by its tag. */
const TAGGED_ACTIONS = [
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:DeleteSecurityGroup',
  'ec2:DeleteVpcEndpoints',
  'ec2:ModifySecurityGroupRules',
  'ec2:ModifyVpcEndpoint',
  'ec2:RevokeSecurityGroupIngress',
  'events:DeleteRule',
  'events:DisableRule',
  'events:PutRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'kms:DisableKey',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant', // ECR's grant: without it images are not decrypted
  'kms:ScheduleKeyDeletion',
  'route53resolver:CreateFirewallRule',
  'route53resolver:DeleteFirewallDomainList',
  'route53resolver:DeleteFirewallRule',
  'route53resolver:DeleteFirewallRuleGroup',
  'route53resolver:DisassociateFirewallRuleGroup',
  'route53resolver:ImportFirewallDomains',
  'route53resolver:PutFirewallRuleGroupPolicy',
  'route53resolver:UpdateFirewallDomains',
  'route53resolver:UpdateFirewallRule',
  'route53resolver:UpdateFirewallRuleGroupAssociation',
] as const;

/** The services of those, and what sets or removes tags there. */
const TAGGING_ACTIONS = [
  'ec2:CreateTags',
  'ec2:DeleteTags',
  'events:TagResource',
  'events:UntagResource',
  'kms:TagResource',
  'kms:UntagResource',
  'route53resolver:TagResource',
  'route53resolver:UntagResource',
] as const;

/** The blueprint's roles by their path, the deploy role, the upstream tokens, and what bears the blueprint's tag. */
export function identityProtection(context: Context): Statement[] {
  const { topology } = context;
  const { name, partition, deployment } = topology;
  return [
    {
      Sid: 'BlueprintIdentities',
      Effect: 'Deny',
      Action: [...ROLE_ACTIONS, ...POLICY_ACTIONS],
      Resource: [...pathPatterns(topology), rolePattern(partition, deployment.roleName)],
      Condition: unlessDeployer(context),
    },
    {
      Sid: 'UpstreamTokens',
      Effect: 'Deny',
      Action: 'secretsmanager:*',
      Resource: tokenPattern(partition),
      Condition: unlessDeployer(context),
    },
    {
      Sid: 'TaggedResources',
      Effect: 'Deny',
      Action: TAGGED_ACTIONS,
      Resource: '*',
      Condition: { ...unlessDeployer(context), StringEquals: { 'aws:ResourceTag/image-supply': name } },
    },
    {
      Sid: 'BlueprintTag',
      Effect: 'Deny',
      Action: TAGGING_ACTIONS,
      Resource: '*',
      Condition: { ...unlessDeployer(context), ...namesTag('image-supply') },
    },
    ...breakGlassTag(context),
  ];
}

/** Nobody gives oneself the exemption: not by a tag on a role or user, not by one on a session. */
function breakGlassTag(context: Context): Statement[] {
  const tag = context.guardrails.breakGlass?.principalTag;
  if (tag === undefined) return [];
  const { partition, deployment } = context.topology;
  return [
    {
      Sid: 'BreakGlassTag',
      Effect: 'Deny',
      Action: ['iam:CreateRole', 'iam:CreateUser', 'iam:TagRole', 'iam:TagUser', 'sts:TagSession'],
      Resource: '*',
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': rolePattern(partition, deployment.roleName) },
        ...namesTag(tag),
      },
    },
  ];
}
