import {
  administrator,
  deployer,
  DEVELOPMENT,
  HUB,
  PRODUCTION,
  repository,
  rootOf,
  serviceLinked,
} from '../example';
import { group, scp, everywhere, type Case, type Row } from './row';

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

/** Who changes registries. */
export const registryRows: readonly Row[] = [
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
    {
      what: "ECR replicates the hub's released images",
      principal: serviceLinked(HUB, 'replication.ecr.amazonaws.com'),
      actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
      resource: repository(PRODUCTION, 'release/shop/web'),
    },
    {
      what: "ECR replicates what is no released image of the hub's",
      principal: serviceLinked(HUB, 'replication.ecr.amazonaws.com'),
      actions: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      resource: repository(PRODUCTION, 'approved/base/node'),
      denied: { layer: 'resource', statement: 'no grant' },
    },
    {
      what: "ECR replicates another account's images",
      principal: serviceLinked(DEVELOPMENT, 'replication.ecr.amazonaws.com'),
      actions: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      denied: { layer: 'resource', statement: 'no grant' },
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
];
