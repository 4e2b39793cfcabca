import { administrator, blueprintRole, deployer, DEVELOPMENT, key, serviceLinked, STAGING } from '../example';
import { group, scp, everywhere, type Case, type Row } from './row';

const tagged = { 'aws:ResourceTag/image-supply': 'acme' };

const arn = (service: string, path: string) => `arn:aws:${service}:eu-west-1:${STAGING}:${path}`;
const vpcEndpoint = arn('ec2', 'vpc-endpoint/vpce-0a1b2c3d4e5f60718');
const eventRule = arn('events', 'rule/acme-findings');
const domainList = arn('route53resolver', 'firewall-domain-list/rslvr-fdl-0a1b2c3d4e5f6071');
const ruleGroup = arn('route53resolver', 'firewall-rule-group/rslvr-frg-0a1b2c3d4e5f6071');
const association = arn('route53resolver', 'firewall-rule-group-association/rslvr-frgassoc-0a1b2c3d4e5f6071');

const taggedResources = [
  {
    what: 'an endpoint',
    actions: ['ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'],
    resource: vpcEndpoint,
  },
  {
    what: 'who reaches the endpoints',
    actions: [
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:DeleteSecurityGroup',
      'ec2:ModifySecurityGroupRules',
      'ec2:RevokeSecurityGroupIngress',
    ],
    resource: arn('ec2', 'security-group/sg-0a1b2c3d4e5f60718'),
  },
  {
    what: 'an event rule',
    actions: [
      'events:DeleteRule',
      'events:DisableRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
    ],
    resource: eventRule,
  },
  {
    what: 'the list of the DNS firewall',
    actions: [
      'route53resolver:DeleteFirewallDomainList',
      'route53resolver:ImportFirewallDomains',
      'route53resolver:UpdateFirewallDomains',
    ],
    resource: domainList,
  },
  {
    what: 'the rules of the DNS firewall',
    actions: [
      'route53resolver:CreateFirewallRule',
      'route53resolver:DeleteFirewallRule',
      'route53resolver:DeleteFirewallRuleGroup',
      'route53resolver:PutFirewallRuleGroupPolicy',
      'route53resolver:UpdateFirewallRule',
    ],
    resource: ruleGroup,
  },
  {
    what: 'where the DNS firewall holds',
    actions: [
      'route53resolver:DisassociateFirewallRuleGroup',
      'route53resolver:UpdateFirewallRuleGroupAssociation',
    ],
    resource: association,
  },
];

const tagChanges: readonly (readonly [string, readonly string[], string])[] = [
  ['an endpoint', ['ec2:CreateTags', 'ec2:DeleteTags'], vpcEndpoint],
  ['an event rule', ['events:TagResource', 'events:UntagResource'], eventRule],
  ['the DNS firewall', ['route53resolver:TagResource', 'route53resolver:UntagResource'], association],
];

const roleChanges = [
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
];

const policyChanges = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:TagPolicy',
  'iam:UntagPolicy',
];

/** Who changes what the blueprint is made of. */
export const identityRows: readonly Row[] = [
  ...group(
    'identities',
    everywhere.flatMap((account): Case[] => [
      {
        what: "an administrator changes the blueprint's roles",
        principal: administrator(account),
        actions: roleChanges,
        resource: `arn:aws:iam::${account}:role/image-supply/acme/acme-fetch-eu-west-1`,
        denied: scp('BlueprintIdentities'),
      },
      {
        what: "an administrator changes the blueprint's policies",
        principal: administrator(account),
        actions: policyChanges,
        resource: `arn:aws:iam::${account}:policy/image-supply/acme/acme-staging-pull-eu-west-1`,
        denied: scp('BlueprintIdentities'),
      },
      {
        what: 'an administrator changes the deploy role',
        principal: administrator(account),
        actions: ['iam:UpdateAssumeRolePolicy', 'iam:AttachRolePolicy'],
        resource: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
        denied: scp('BlueprintIdentities'),
      },
      {
        what: 'the deploy role changes them all',
        principal: deployer(account),
        actions: ['iam:CreateRole', 'iam:DeleteRole', 'iam:PutRolePolicy'],
        resource: `arn:aws:iam::${account}:role/image-supply/acme/acme-fetch-eu-west-1`,
      },
      {
        what: 'a team makes its own role',
        principal: administrator(account),
        actions: ['iam:CreateRole', 'iam:PutRolePolicy'],
        resource: `arn:aws:iam::${account}:role/team/app`,
      },
    ]),
  ),
  ...group('upstream tokens', [
    {
      what: 'an administrator reads or replaces one',
      principal: administrator(DEVELOPMENT),
      actions: [
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:DeleteSecret',
      ],
      resource: `arn:aws:secretsmanager:eu-west-1:${DEVELOPMENT}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
      denied: scp('UpstreamTokens'),
    },
    {
      what: 'the deploy role writes one',
      principal: deployer(DEVELOPMENT),
      actions: ['secretsmanager:PutSecretValue'],
      resource: `arn:aws:secretsmanager:eu-west-1:${DEVELOPMENT}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
    },
    {
      what: "ECR's own role reads one",
      principal: serviceLinked(DEVELOPMENT, 'pullthroughcache.ecr.amazonaws.com'),
      actions: ['secretsmanager:GetSecretValue'],
      resource: `arn:aws:secretsmanager:eu-west-1:${DEVELOPMENT}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
    },
    {
      what: 'a team reads a secret of its own',
      principal: administrator(DEVELOPMENT),
      actions: ['secretsmanager:GetSecretValue'],
      resource: `arn:aws:secretsmanager:eu-west-1:${DEVELOPMENT}:secret:team/app-AbCdEf`,
    },
  ]),
  ...group('keys of images', [
    {
      what: 'the template role encrypts a repository with the key of its account',
      principal: blueprintRole(STAGING, 'template'),
      actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
      resource: key(STAGING),
    },
  ]),
  ...group('what bears the tag', [
    {
      what: 'an administrator disables the key of the images',
      principal: administrator(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: tagged,
      denied: scp('TaggedResources'),
    },
    {
      what: 'an administrator disables a key of the team',
      principal: administrator(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: { 'aws:ResourceTag/image-supply': 'another' },
    },
    {
      what: 'the deploy role destroys the key',
      principal: deployer(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: tagged,
    },
    ...taggedResources.flatMap(({ what, actions, resource }): Case[] => [
      {
        what: `an administrator changes ${what}`,
        principal: administrator(STAGING),
        actions,
        resource,
        context: tagged,
        denied: scp('TaggedResources'),
      },
      {
        what: `a team changes its own: ${what}`,
        principal: administrator(STAGING),
        actions,
        resource,
      },
      {
        what: `the deploy role changes ${what}`,
        principal: deployer(STAGING),
        actions,
        resource,
        context: tagged,
      },
    ]),
    {
      what: 'an administrator takes the tag off a key, in whatever case',
      principal: administrator(STAGING),
      actions: ['kms:TagResource', 'kms:UntagResource'],
      resource: key(STAGING),
      context: { 'aws:TagKeys': ['Image-Supply'] },
      denied: scp('BlueprintTag'),
    },
    ...tagChanges.map(([what, actions, resource]): Case => ({
      what: `an administrator takes the tag off ${what}`,
      principal: administrator(STAGING),
      actions,
      resource,
      context: { 'aws:TagKeys': ['image-supply'] },
      denied: scp('BlueprintTag'),
    })),
    {
      what: 'a team tags its key otherwise',
      principal: administrator(STAGING),
      actions: ['kms:TagResource'],
      resource: key(STAGING),
      context: { 'aws:TagKeys': ['owner'] },
    },
    {
      what: 'the deploy role tags',
      principal: deployer(STAGING),
      actions: ['kms:TagResource'],
      resource: key(STAGING),
      context: { 'aws:TagKeys': ['image-supply'] },
    },
  ]),
  ...group(
    'Terraform',
    everywhere.flatMap((account): Case[] => {
      const terraform = (what: string, actions: readonly string[], resource: string): Case => ({
        what: `the deploy role makes and destroys ${what}`,
        principal: deployer(account),
        actions,
        resource,
        account,
        context: { ...tagged, 'aws:TagKeys': ['image-supply', 'owner'] },
      });
      const at = (service: string, path: string) => `arn:aws:${service}:eu-west-1:${account}:${path}`;
      return [
        terraform(
          'roles and policies',
          [
            ...['iam:CreateRole', 'iam:DeleteRole', 'iam:PassRole', 'iam:PutRolePolicy'],
            ...['iam:DeleteRolePolicy', 'iam:TagRole', 'iam:UpdateAssumeRolePolicy'],
          ],
          `arn:aws:iam::${account}:role/image-supply/acme/acme-template-eu-west-1`,
        ),
        terraform(
          'managed policies',
          ['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:TagPolicy'],
          `arn:aws:iam::${account}:policy/image-supply/acme/acme-staging-pull-eu-west-1`,
        ),
        terraform(
          'the key of the images',
          ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UpdateAlias'],
          key(account),
        ),
        terraform(
          'upstream tokens',
          [
            ...['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue'],
            ...['secretsmanager:DescribeSecret', 'secretsmanager:DeleteSecret'],
          ],
          at('secretsmanager', 'secret:ecr-pullthroughcache/docker-hub-AbCdEf'),
        ),
        terraform(
          'endpoints',
          ['ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint', 'ec2:DeleteVpcEndpoints', 'ec2:CreateTags'],
          at('ec2', 'vpc-endpoint/vpce-0a1b2c3d4e5f60718'),
        ),
        terraform(
          'the DNS firewall',
          [
            ...['route53resolver:CreateFirewallDomainList', 'route53resolver:UpdateFirewallDomains'],
            ...['route53resolver:DeleteFirewallDomainList', 'route53resolver:TagResource'],
          ],
          at('route53resolver', 'firewall-domain-list/rslvr-fdl-0a1b2c3d4e5f6071'),
        ),
        terraform(
          'where the DNS firewall holds',
          ['route53resolver:DisassociateFirewallRuleGroup'],
          association,
        ),
        terraform(
          'what a registry has one of',
          [
            ...['ecr:PutAccountSetting', 'ecr:PutRegistryPolicy', 'ecr:DeleteRegistryPolicy'],
            ...['ecr:PutRegistryScanningConfiguration', 'ecr:CreateRepositoryCreationTemplate'],
            ...['ecr:UpdateRepositoryCreationTemplate', 'ecr:DeleteRepositoryCreationTemplate'],
          ],
          '*',
        ),
      ];
    }),
  ),
];
