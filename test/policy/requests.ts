import {
  administrator,
  blueprintRole,
  breakGlass,
  deployer,
  DEVELOPMENT,
  EKS,
  FOREIGN,
  HUB,
  outsider,
  PRODUCTION,
  repository,
  rootOf,
  serviceLinked,
  STAGING,
  workload,
} from './example';
import type { Document } from './assembled';
import type { Layer, Principal } from './simulate';

/** A row of the proof: who does what to which resource, and what decides. */
export interface Row {
  readonly group: string;
  readonly what: string;
  readonly principal: Principal;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly account?: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly now?: string;
  readonly repositoryPolicy?: Document;
  /** undefined: allowed. Else the layer, and the statement that denies. */
  readonly denied?: { readonly layer: Layer; readonly statement: string };
}

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const PUSH = ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'];
const IMPORT = ['ecr:BatchImportUpstreamImage'];
const scp = (statement: string) => ({ layer: 'scp' as const, statement });
const key = (account: string) => `arn:aws:kms:eu-west-1:${account}:key/00000000-0000-0000-0000-000000000000`;
const tagged = { 'aws:ResourceTag/image-supply': 'acme' };
const registrySettings = [
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
  'ecr:PutSigningConfiguration',
  'ecr:RegisterPullTimeUpdateExclusion',
  'ecr:UpdatePullThroughCacheRule',
  'ecr:UpdateRepositoryCreationTemplate',
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

const forLambda: Document = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'LambdaPull',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
};
const service = (name: string): Principal => ({ arn: name, identity: [] });

type Case = Omit<Row, 'group'>;
const group = (name: string, cases: readonly Case[]): Row[] => cases.map((row) => ({ group: name, ...row }));

const everywhere = [HUB, DEVELOPMENT, PRODUCTION];

const guarded: readonly Row[] = [
  ...group(
    'registry settings',
    everywhere.flatMap((account): Case[] => [
      {
        what: 'an administrator changes rules, templates, policy, scanning or signing',
        principal: administrator(account),
        actions: registrySettings.filter(
          (action) => account !== PRODUCTION || action !== 'ecr:CreatePullThroughCacheRule',
        ),
        resource: '*',
        account,
        denied: scp('RegistrySettings'),
      },
      {
        what: 'the root user changes the registry policy',
        principal: rootOf(account),
        actions: ['ecr:PutRegistryPolicy'],
        resource: '*',
        account,
        denied: scp('RegistrySettings'),
      },
      {
        what: 'the deploy role changes them',
        principal: deployer(account),
        actions: registrySettings.filter(
          (action) => account !== PRODUCTION || action !== 'ecr:CreatePullThroughCacheRule',
        ),
        resource: '*',
        account,
      },
      {
        what: 'anybody looks at them',
        principal: administrator(account),
        actions: ['ecr:DescribePullThroughCacheRules', 'ecr:GetRegistryPolicy', 'ecr:DescribeRegistry'],
        resource: '*',
        account,
      },
    ]),
  ),
  ...group('replication', [
    {
      what: 'an administrator of the hub adds a destination',
      principal: administrator(HUB),
      actions: ['ecr:PutReplicationConfiguration'],
      resource: '*',
      account: HUB,
      denied: scp('RegistrySettings'),
    },
    {
      what: 'the deploy role does it in the hub',
      principal: deployer(HUB),
      actions: ['ecr:PutReplicationConfiguration'],
      resource: '*',
      account: HUB,
    },
    {
      what: 'an administrator of an environment replicates to somewhere',
      principal: administrator(DEVELOPMENT),
      actions: ['ecr:PutReplicationConfiguration'],
      resource: '*',
      account: DEVELOPMENT,
      denied: scp('RegistrySettings ReplicationFromTheHubOnly'),
    },
    {
      what: 'the deploy role does it in an environment',
      principal: deployer(DEVELOPMENT),
      actions: ['ecr:PutReplicationConfiguration'],
      resource: '*',
      account: DEVELOPMENT,
      denied: scp('ReplicationFromTheHubOnly'),
    },
    {
      what: "replication's own role writes into production",
      principal: serviceLinked(PRODUCTION, 'replication.ecr.amazonaws.com'),
      actions: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
    },
  ]),
  ...group('policies of managed repositories', [
    ...['approved/base/node', 'release/shop/web', 'docker-hub/library/nginx'].map((path): Case => ({
      what: `an administrator opens ${path}`,
      principal: administrator(HUB),
      actions: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'],
      resource: repository(HUB, path),
      denied: scp('ManagedRepositories'),
    })),
    ...['ecr-public/a', 'ghcr/a', 'quay/a'].map((path): Case => ({
      what: `an administrator opens ${path}`,
      principal: administrator(DEVELOPMENT),
      actions: ['ecr:SetRepositoryPolicy'],
      resource: repository(DEVELOPMENT, path),
      denied: scp('ManagedRepositories'),
    })),
    {
      what: 'a team sets the policy of its own repository',
      principal: administrator(DEVELOPMENT),
      actions: ['ecr:SetRepositoryPolicy'],
      resource: repository(DEVELOPMENT, 'team/app'),
    },
    {
      what: 'the deploy role does it',
      principal: deployer(HUB),
      actions: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'],
      resource: repository(HUB, 'release/shop/web'),
    },
  ]),
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
  ...group('what bears the tag', [
    {
      what: 'an administrator disables the key of the images',
      principal: administrator(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: tagged,
      denied: scp('TaggedResources'),
    },
    {
      what: 'an administrator disables a key of the team',
      principal: administrator(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: { 'aws:ResourceTag/image-supply': 'another' },
    },
    {
      what: 'the deploy role destroys the key',
      principal: deployer(STAGING),
      actions: ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'],
      resource: key(STAGING),
      context: tagged,
    },
    {
      what: 'an administrator takes the endpoint away',
      principal: administrator(STAGING),
      actions: ['ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'],
      resource: `arn:aws:ec2:eu-west-1:${STAGING}:vpc-endpoint/vpce-0a1b2c3d4e5f60718`,
      context: tagged,
      denied: scp('TaggedResources'),
    },
    {
      what: 'an administrator takes the tag off a key, in whatever case',
      principal: administrator(STAGING),
      actions: ['kms:TagResource', 'kms:UntagResource'],
      resource: key(STAGING),
      context: { 'aws:TagKeys': ['Image-Supply'] },
      denied: scp('BlueprintTag'),
    },
    {
      what: 'an administrator takes the tag off an endpoint',
      principal: administrator(STAGING),
      actions: ['ec2:CreateTags', 'ec2:DeleteTags'],
      resource: `arn:aws:ec2:eu-west-1:${STAGING}:vpc-endpoint/vpce-0a1b2c3d4e5f60718`,
      context: { 'aws:TagKeys': ['image-supply'] },
      denied: scp('BlueprintTag'),
    },
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
    'ECR Public',
    everywhere.flatMap((account): Case[] => [
      {
        what: 'a developer gets a token for it',
        principal: administrator(account),
        actions: ['ecr-public:GetAuthorizationToken'],
        resource: '*',
        account,
        denied: scp('NoPublicRegistry'),
      },
      {
        what: 'a developer gets the bearer token for it',
        principal: administrator(account),
        actions: ['sts:GetServiceBearerToken'],
        resource: '*',
        account,
        context: { 'sts:AWSServiceName': 'ecr-public.amazonaws.com' },
        denied: scp('NoPublicRegistryToken'),
      },
      {
        what: 'a developer gets the bearer token for CodeArtifact',
        principal: administrator(account),
        actions: ['sts:GetServiceBearerToken'],
        resource: '*',
        account,
        context: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' },
      },
    ]),
  ),
  ...group('pulls in pull-through units', [
    {
      what: 'a node pulls from the cache of its account',
      principal: workload(STAGING, 'staging-main-eu-west-1', 'pull'),
      actions: PULL,
      resource: repository(STAGING, 'approved/base/node'),
    },
    {
      what: 'CI makes ECR fetch an image for the first time',
      principal: workload(STAGING, 'staging-main-eu-west-1', 'first-pull'),
      actions: [...PULL, ...IMPORT, 'ecr:CreateRepository'],
      resource: repository(STAGING, 'approved/base/node'),
    },
    {
      what: 'a node without the first-pull policy cannot',
      principal: workload(STAGING, 'staging-main-eu-west-1', 'pull'),
      actions: IMPORT,
      resource: repository(STAGING, 'approved/base/node'),
      denied: { layer: 'identity', statement: 'no grant' },
    },
    {
      what: 'a node of the same unit pulls from staging, which lets it',
      principal: administrator(DEVELOPMENT),
      actions: PULL,
      resource: repository(STAGING, 'approved/base/node'),
    },
    {
      what: 'a developer pulls from a foreign private registry',
      principal: administrator(DEVELOPMENT),
      actions: PULL,
      resource: repository(FOREIGN, 'tools/app'),
      denied: scp('RegistriesOfTheOrganization'),
    },
    {
      what: 'a node pulls an EKS add-on',
      principal: administrator(DEVELOPMENT),
      actions: PULL,
      resource: repository(EKS, 'eks/coredns'),
      denied: { layer: 'resource', statement: 'no grant' },
    },
    {
      what: 'a developer pulls straight from the hub, which lets fetch roles in alone',
      principal: administrator(DEVELOPMENT),
      actions: ['ecr:BatchGetImage'],
      resource: repository(HUB, 'approved/base/node'),
      denied: { layer: 'resource', statement: 'no grant' },
    },
  ]),
  ...group('caches', [
    ...[
      'approved/base/node',
      'docker-hub/library/nginx',
      'ecr-public/a/b',
      'ghcr/my-org/app',
      'quay/coreos/etcd',
    ].map((path): Case => ({
      what: `a developer pushes into ${path}`,
      principal: administrator(DEVELOPMENT),
      actions: PUSH,
      resource: repository(DEVELOPMENT, path),
      denied: scp('CachesAreFetched'),
    })),
    {
      what: 'a team pushes into its own repository',
      principal: administrator(DEVELOPMENT),
      actions: PUSH,
      resource: repository(DEVELOPMENT, 'team/app'),
    },
    {
      what: 'the fetch role writes what it fetched',
      principal: blueprintRole(STAGING, 'fetch'),
      actions: [...PUSH, ...IMPORT, 'ecr:GetImageCopyStatus'],
      resource: repository(STAGING, 'approved/base/node'),
    },
    {
      what: 'the fetch role reads the hub',
      principal: blueprintRole(STAGING, 'fetch'),
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:GetImageCopyStatus', ...IMPORT],
      resource: repository(HUB, 'approved/base/node'),
    },
    {
      what: 'the fetch role reads what is released',
      principal: blueprintRole(STAGING, 'fetch'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(HUB, 'release/shop/web'),
      denied: { layer: 'identity', statement: 'no grant' },
    },
    {
      what: 'the template role makes the repository of a cache',
      principal: blueprintRole(STAGING, 'template'),
      actions: ['ecr:CreateRepository', 'ecr:TagResource'],
      resource: repository(STAGING, 'approved/base/node'),
    },
    {
      what: 'a developer imports what the allow-list does not name',
      principal: administrator(DEVELOPMENT),
      actions: IMPORT,
      resource: repository(DEVELOPMENT, 'ghcr/somebody-else/app'),
      denied: scp('ImportsByRule'),
    },
    ...['approved/a', 'docker-hub/library/nginx', 'ecr-public/a', 'ghcr/my-org/app', 'quay/a'].map(
      (path): Case => ({
        what: `a developer imports ${path}, which a rule names`,
        principal: administrator(DEVELOPMENT),
        actions: IMPORT,
        resource: repository(DEVELOPMENT, path),
      }),
    ),
    {
      what: 'somebody in the hub imports: it has no rule',
      principal: administrator(HUB),
      actions: IMPORT,
      resource: repository(HUB, 'approved/base/node'),
      denied: scp('ImportsByRule'),
    },
    {
      what: 'a publisher pushes to the hub',
      principal: administrator(HUB),
      actions: PUSH,
      resource: repository(HUB, 'approved/base/node'),
    },
  ]),
  ...group('production', [
    {
      what: 'a node pulls what was released',
      principal: workload(PRODUCTION, 'production-eu-eu-west-1', 'pull'),
      actions: PULL,
      resource: repository(PRODUCTION, 'release/shop/web'),
    },
    ...['eu-central-1'].map((region): Case => ({
      what: `a node pulls what was released, in ${region}`,
      principal: administrator(PRODUCTION),
      actions: PULL,
      resource: repository(PRODUCTION, 'release/shop/web', region),
    })),
    {
      what: 'somebody pulls an image of production that was not released',
      principal: administrator(PRODUCTION),
      actions: PULL,
      resource: repository(PRODUCTION, 'other/app'),
      denied: scp('ReleasedImagesOnly'),
    },
    {
      what: 'somebody pulls an unapproved image of a development account',
      principal: administrator(PRODUCTION),
      actions: PULL,
      resource: repository(DEVELOPMENT, 'docker-hub/library/nginx'),
      denied: scp('ReleasedImagesOnly'),
    },
    {
      what: "somebody pulls the hub's approved images",
      principal: administrator(PRODUCTION),
      actions: PULL,
      resource: repository(HUB, 'approved/base/node'),
      denied: scp('ReleasedImagesOnly'),
    },
    {
      what: 'somebody pulls from a foreign registry',
      principal: administrator(PRODUCTION),
      actions: PULL,
      resource: repository(FOREIGN, 'release/app'),
      denied: scp('RegistriesOfTheOrganization ReleasedImagesOnly'),
    },
    {
      what: 'somebody imports',
      principal: administrator(PRODUCTION),
      actions: IMPORT,
      resource: repository(PRODUCTION, 'release/shop/web'),
      denied: scp('NothingOnDemand'),
    },
    {
      what: 'the deploy role makes a rule',
      principal: deployer(PRODUCTION),
      actions: ['ecr:CreatePullThroughCacheRule'],
      resource: '*',
      account: PRODUCTION,
      denied: scp('NothingOnDemand'),
    },
    {
      what: 'somebody pushes, the deploy role included',
      principal: deployer(PRODUCTION),
      actions: PUSH,
      resource: repository(PRODUCTION, 'release/shop/web'),
      denied: scp('NoPush'),
    },
    {
      what: 'somebody makes a repository by hand',
      principal: administrator(PRODUCTION),
      actions: ['ecr:CreateRepository'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      denied: scp('NoRepositoryByHand'),
    },
    {
      what: 'the template role makes it when replication brings an image',
      principal: blueprintRole(PRODUCTION, 'template'),
      actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
      resource: repository(PRODUCTION, 'release/shop/web'),
    },
    {
      what: "Inspector's own role scans",
      principal: serviceLinked(PRODUCTION, 'inspector2.amazonaws.com'),
      actions: PULL,
      resource: repository(PRODUCTION, 'release/shop/web'),
    },
  ]),
  ...group('outside of the organization', [
    {
      what: 'an outsider pulls, whatever a repository policy says',
      principal: outsider,
      actions: PULL,
      resource: repository(STAGING, 'approved/base/node'),
      denied: { layer: 'rcp', statement: 'OrganizationOnly' },
    },
    {
      what: 'an outsider pushes into the hub',
      principal: outsider,
      actions: PUSH,
      resource: repository(HUB, 'release/shop/web'),
      denied: { layer: 'rcp', statement: 'OrganizationOnly' },
    },
  ]),
  ...group(
    'Terraform',
    everywhere.map((account): Case => ({
      what: 'the deploy role makes and destroys what the stacks have',
      principal: deployer(account),
      actions: ['iam:CreateRole', 'iam:DeleteRole', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:TagRole'],
      resource: `arn:aws:iam::${account}:role/image-supply/acme/acme-template-eu-west-1`,
      context: { 'aws:TagKeys': ['image-supply', 'owner'] },
    })),
  ),
  ...group('AWS services', [
    {
      what: 'Lambda pulls for a function of ours',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      context: { 'aws:SourceOrgID': 'o-hbrpoig8f1', 'aws:SourceAccount': PRODUCTION },
      repositoryPolicy: forLambda,
    },
    {
      what: 'Lambda pulls for a function of somebody else: the confused deputy',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      context: { 'aws:SourceOrgID': 'o-somebodyelse', 'aws:SourceAccount': FOREIGN },
      repositoryPolicy: forLambda,
      denied: { layer: 'rcp', statement: 'ServicesForTheOrganization' },
    },
    {
      what: 'a service that names no account',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      repositoryPolicy: forLambda,
    },
    {
      what: 'the fetch role, whose request a service makes for the account',
      principal: blueprintRole(STAGING, 'fetch'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(STAGING, 'approved/base/node'),
      context: { 'aws:SourceAccount': STAGING },
    },
  ]),
  ...group('compute', [
    ...[
      ['batch:RegisterJobDefinition', 'batch:Image', 'job-definition/app'],
      ['batch:RegisterJobDefinition', 'batch:EKSImage', 'job-definition/app'],
      ['batch:SubmitJob', 'batch:EKSImage', 'job/0a1b2c3d'],
      ['codebuild:CreateProject', 'codebuild:environment.image', 'project/app'],
      ['codebuild:UpdateProject', 'codebuild:environment.image', 'project/app'],
      ['codebuild:StartBuild', 'codebuild:environment.image', 'project/app'],
      ['codebuild:StartBuildBatch', 'codebuild:environment.image', 'project/app'],
    ].flatMap(([action = '', conditionKey = '', path = '']): Case[] => {
      const base = {
        principal: administrator(STAGING),
        actions: [action],
        resource: `arn:aws:${action.split(':')[0]}:eu-west-1:${STAGING}:${path}`,
      };
      const sid =
        { 'batch:Image': 'BatchImages', 'batch:EKSImage': 'BatchEksImages' }[conditionKey] ?? 'BuildImages';
      return [
        {
          ...base,
          what: `an image of Docker Hub (${conditionKey})`,
          context: { [conditionKey]: 'docker.io/library/nginx:1.27' },
          denied: scp(sid),
        },
        {
          ...base,
          what: `a host that only looks like ECR (${conditionKey})`,
          context: { [conditionKey]: 'evil.io/aaaa.dkr.ecr.eu-west-1.amazonaws.com/app' },
          denied: scp(`${sid}Lookalikes`),
        },
        {
          ...base,
          what: `a host that only looks like dual-stack ECR (${conditionKey})`,
          context: { [conditionKey]: 'evil.io/aaaa.dkr-ecr.eu-west-1.on.aws/app' },
          denied: scp(`${sid}Lookalikes`),
        },
        {
          ...base,
          what: `a host with ECR in its path (${conditionKey})`,
          context: { [conditionKey]: '123412341234.dkr.ecr.evil.io/x.amazonaws.com/app' },
          denied: scp(sid),
        },
        ...['eu-central-1', 'eu-west-1', 'us-east-1'].flatMap((region) =>
          [`${STAGING}.dkr.ecr.${region}.amazonaws.com/app`, `${STAGING}.dkr-ecr.${region}.on.aws/app`].map(
            (image): Case => ({
              ...base,
              what: `an image of ECR, ${image} (${conditionKey})`,
              context: { [conditionKey]: image },
            }),
          ),
        ),
        { ...base, what: `no image at all (${conditionKey})` },
      ];
    }),
    {
      what: 'an ordinary CodeBuild project with a curated image',
      principal: administrator(STAGING),
      actions: ['codebuild:CreateProject', 'codebuild:StartBuild'],
      resource: `arn:aws:codebuild:eu-west-1:${STAGING}:project/app`,
      context: { 'codebuild:environment.image': 'aws/codebuild/standard:7.0' },
    },
  ]),
  ...group('break-glass', [
    {
      what: 'a holder of the tag changes a rule before the date',
      principal: breakGlass(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2026-12-30T23:59:59Z',
    },
    {
      what: 'a holder of the tag pushes to production before the date',
      principal: breakGlass(PRODUCTION),
      actions: [...PUSH, ...PULL],
      resource: repository(PRODUCTION, 'other/app'),
      now: '2026-12-30T23:59:59Z',
    },
    {
      what: 'the exemption ends by itself',
      principal: breakGlass(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule', 'ecr:PutRegistryPolicy'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2026-12-31T00:00:01Z',
      denied: scp('BreakGlassIsOver'),
    },
    {
      what: 'the deploy role goes on working after the date',
      principal: deployer(DEVELOPMENT),
      actions: ['ecr:CreatePullThroughCacheRule'],
      resource: '*',
      account: DEVELOPMENT,
      now: '2027-01-01T00:00:00Z',
    },
    ...everywhere.flatMap((account): Case[] => [
      {
        what: 'an administrator gives the tag to a role, in whatever case',
        principal: administrator(account),
        actions: ['iam:CreateRole', 'iam:TagRole'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['Image-Supply-Break-Glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'an administrator gives the tag to a user',
        principal: administrator(account),
        actions: ['iam:CreateUser', 'iam:TagUser'],
        resource: `arn:aws:iam::${account}:user/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'an administrator gives the tag to a session',
        principal: administrator(account),
        actions: ['sts:TagSession'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
        denied: scp('BreakGlassTag'),
      },
      {
        what: 'the deploy role gives it',
        principal: deployer(account),
        actions: ['iam:TagRole'],
        resource: `arn:aws:iam::${account}:role/team/app`,
        context: { 'aws:TagKeys': ['image-supply-break-glass'] },
      },
    ]),
  ]),
];

/** Whatever stops an administrator does not stop a holder of the break-glass tag before the date, and stops both after it. */
const exempted: readonly Row[] = guarded.flatMap((row): Row[] => {
  const account = row.principal.arn.split(':')[4] ?? '';
  const isAdministrator = row.principal.arn.endsWith(':role/administrator') && account !== FOREIGN;
  if (
    !isAdministrator ||
    row.principal.tags !== undefined ||
    row.denied?.layer !== 'scp' ||
    row.denied.statement === 'BreakGlassTag'
  )
    return [];
  const elsewhere = !['', account].includes(row.resource.split(':')[4] ?? '');
  const request = Object.fromEntries(
    Object.entries(row).filter(([name]) => name !== 'denied'),
  ) as unknown as Row;
  const holder = { ...request, group: 'break-glass', principal: breakGlass(account) };
  return [
    {
      ...holder,
      what: `before the date: ${row.what}`,
      now: '2026-12-30T23:59:59Z',
      ...(elsewhere && { denied: { layer: 'resource' as const, statement: 'no grant' } }),
    },
    {
      ...holder,
      what: `after the date: ${row.what}`,
      now: '2026-12-31T00:00:01Z',
      denied: scp('BreakGlassIsOver'),
    },
  ];
});

export const rows: readonly Row[] = [...guarded, ...exempted];
