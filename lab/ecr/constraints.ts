import {
  appliedFor,
  credentialArn,
  customRoleArn,
  encryptionType,
  imageFilter,
  imageScanningConfiguration,
  imageTagMutability,
  mutability,
  paging,
  policyText,
  principalArn,
  registryId,
  replicationRule,
  repository,
  repositoryName,
  rulePrefix,
  scanningRule,
  signingRule,
  tags,
  templatePrefix,
  templateSettings,
  upstreamRegistry,
} from './members';
import { flag, list, oneOf, struct, text, type ValueOf } from '../shapes';

/** What each served operation accepts: `struct(required, optional)`. An operation is served if and only if it is here. */
export const INPUTS = {
  GetAccountSetting: struct({ name: text({ min: 1, max: 64 }) }),
  PutAccountSetting: struct({ name: text({ min: 1, max: 64 }), value: text() }),

  DescribeRegistry: struct({}),
  GetRegistryPolicy: struct({}),
  PutRegistryPolicy: struct({ policyText }),
  DeleteRegistryPolicy: struct({}),

  CreatePullThroughCacheRule: struct(
    { ecrRepositoryPrefix: rulePrefix, upstreamRegistryUrl: text() },
    { registryId, upstreamRegistry, credentialArn, customRoleArn, upstreamRepositoryPrefix: rulePrefix },
  ),
  DescribePullThroughCacheRules: struct(
    {},
    { registryId, ecrRepositoryPrefixes: list(rulePrefix, { min: 1, max: 100 }), ...paging },
  ),
  UpdatePullThroughCacheRule: struct(
    { ecrRepositoryPrefix: rulePrefix },
    { registryId, credentialArn, customRoleArn },
  ),
  DeletePullThroughCacheRule: struct({ ecrRepositoryPrefix: rulePrefix }, { registryId }),
  ValidatePullThroughCacheRule: struct({ ecrRepositoryPrefix: rulePrefix }, { registryId }),

  CreateRepositoryCreationTemplate: struct({ prefix: templatePrefix, appliedFor }, templateSettings),
  DescribeRepositoryCreationTemplates: struct({}, { prefixes: list(templatePrefix), ...paging }),
  UpdateRepositoryCreationTemplate: struct({ prefix: templatePrefix }, { appliedFor, ...templateSettings }),
  DeleteRepositoryCreationTemplate: struct({ prefix: templatePrefix }),

  GetRegistryScanningConfiguration: struct({}),
  PutRegistryScanningConfiguration: struct(
    {},
    { scanType: oneOf('BASIC', 'ENHANCED'), rules: list(scanningRule, { max: 2 }) },
  ),
  BatchGetRepositoryScanningConfiguration: struct({
    repositoryNames: list(repositoryName, { min: 1, max: 25 }),
  }),
  PutReplicationConfiguration: struct({
    replicationConfiguration: struct({ rules: list(replicationRule, { max: 25 }) }),
  }),

  RegisterPullTimeUpdateExclusion: struct({ principalArn }),
  DeregisterPullTimeUpdateExclusion: struct({ principalArn }),
  ListPullTimeUpdateExclusions: struct({}, paging),
  GetSigningConfiguration: struct({}),
  PutSigningConfiguration: struct({
    signingConfiguration: struct({ rules: list(signingRule, { max: 10 }) }),
  }),
  DeleteSigningConfiguration: struct({}),

  CreateRepository: struct(repository, {
    registryId,
    tags,
    ...mutability,
    imageScanningConfiguration,
    encryptionConfiguration: struct({ encryptionType }, { kmsKey: text({ min: 1, max: 2048 }) }),
  }),
  DescribeRepositories: struct(
    {},
    { registryId, repositoryNames: list(repositoryName, { min: 1, max: 100 }), ...paging },
  ),
  DeleteRepository: struct(repository, { registryId, force: flag }),
  PutImageTagMutability: struct(
    { ...repository, imageTagMutability },
    { registryId, imageTagMutabilityExclusionFilters: mutability.imageTagMutabilityExclusionFilters },
  ),
  PutImageScanningConfiguration: struct({ ...repository, imageScanningConfiguration }, { registryId }),
  GetLifecyclePolicy: struct(repository, { registryId }),
  PutLifecyclePolicy: struct(
    { ...repository, lifecyclePolicyText: text({ min: 100, max: 30720 }) },
    { registryId },
  ),
  DeleteLifecyclePolicy: struct(repository, { registryId }),
  GetRepositoryPolicy: struct(repository, { registryId }),
  SetRepositoryPolicy: struct({ ...repository, policyText }, { registryId, force: flag }),
  DeleteRepositoryPolicy: struct(repository, { registryId }),

  TagResource: struct({ resourceArn: text(), tags }),
  UntagResource: struct({ resourceArn: text(), tagKeys: list(text()) }),
  ListTagsForResource: struct({ resourceArn: text() }),

  DescribeImages: struct(repository, {
    registryId,
    imageIds: list(struct({}, { imageDigest: text(), imageTag: text({ min: 1, max: 300 }) }), {
      min: 1,
      max: 100,
    }),
    filter: imageFilter,
    ...paging,
  }),
  ListImages: struct(repository, { registryId, filter: imageFilter, ...paging }),
  GetAuthorizationToken: struct({}, { registryIds: list(registryId, { min: 1, max: 10 }) }),
};

export type OperationName = keyof typeof INPUTS;
export type Input<K extends OperationName> = ValueOf<(typeof INPUTS)[K]>;
