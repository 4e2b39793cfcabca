import { EcrAccountSetting } from '@cdktf/provider-aws/lib/ecr-account-setting';
import { EcrPullThroughCacheRule } from '@cdktf/provider-aws/lib/ecr-pull-through-cache-rule';
import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';

/** The floor that bench/synth.ts compares with: the resources of a pull-through stack, written as CDKTF's guide does. */
const count = Number(process.argv[2]);
const app = new App();
const allow = (Action: string[], Resource: string | string[], Principal?: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, Principal }] });
const trust = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service } }],
  });

for (let index = 0; index < count; index += 1) {
  const account = String(100000000000 + index);
  const stack = new TerraformStack(app, `staging-a${index}-eu-west-1`);
  new AwsProvider(stack, 'aws', {
    region: 'eu-west-1',
    allowedAccountIds: [account],
    assumeRole: [{ roleArn: `arn:aws:iam::${account}:role/Deploy`, sessionName: 'acme' }],
    defaultTags: [{ tags: { owner: 'platform' } }],
  });
  new S3Backend(stack, {
    bucket: 'state',
    key: `acme/${stack.node.id}.tfstate`,
    region: 'eu-west-1',
    encrypt: true,
  });
  const key = new KmsKey(stack, 'images', {
    enableKeyRotation: true,
    policy: allow(['kms:*'], '*', { AWS: account }),
  });
  new KmsAlias(stack, 'alias', { name: 'alias/acme-images', targetKeyId: key.keyId });
  new EcrAccountSetting(stack, 'scope', { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
  new EcrRegistryScanningConfiguration(stack, 'scanning', {
    scanType: 'ENHANCED',
    rule: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilter: [{ filter: '*', filterType: 'WILDCARD' }] }],
  });
  const creator = new IamRole(stack, 'template', {
    name: 'template',
    assumeRolePolicy: trust('ecr.amazonaws.com'),
  });
  const creating = new IamRolePolicy(stack, 'template-permissions', {
    role: creator.name,
    policy: allow(['ecr:CreateRepository', 'kms:CreateGrant'], [key.arn, '*']),
  });
  const template = new EcrRepositoryCreationTemplate(stack, 'creation', {
    prefix: 'approved',
    appliedFor: ['PULL_THROUGH_CACHE'],
    customRoleArn: creator.arn,
    encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: key.arn }],
    resourceTags: { owner: 'platform' },
    dependsOn: [creating],
  });
  const fetcher = new IamRole(stack, 'fetch', {
    name: 'fetch',
    assumeRolePolicy: trust('pullthroughcache.ecr.amazonaws.com'),
  });
  const fetching = new IamRolePolicy(stack, 'fetch-permissions', {
    role: fetcher.name,
    policy: allow(['ecr:BatchGetImage', 'ecr:PutImage'], '*'),
  });
  new EcrPullThroughCacheRule(stack, 'rule', {
    ecrRepositoryPrefix: 'approved',
    upstreamRegistryUrl: '222222222222.dkr.ecr.eu-west-1.amazonaws.com',
    upstreamRepositoryPrefix: 'approved',
    customRoleArn: fetcher.arn,
    dependsOn: [fetching, template],
  });
  for (const kind of ['pull', 'first-pull']) {
    new IamPolicy(stack, kind, {
      name: kind,
      policy: allow(['ecr:BatchGetImage'], `arn:aws:ecr:eu-west-1:${account}:repository/*`),
    });
  }
}
app.synth();
