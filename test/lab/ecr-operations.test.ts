import * as ecr from '@aws-sdk/client-ecr';
import type { OperationName } from '../../lab/ecr/constraints';
import { ACCOUNT, HUB, KEY, REGION, REPOSITORIES, ROLE, policy } from './ecr-fixture';
import { type Wire, ecrOnTheWire } from './ecr-wire-fixture';

// Every operation that the lab serves of ECR, asked by the AWS SDK as the API's examples do, and what it reads of the answer.
let wire: Wire;
beforeAll(async () => (wire = await ecrOnTheWire()));
beforeEach(() => wire.reset());
afterAll(() => wire.stop());

type Command = Parameters<ecr.ECRClient['send']>[0];
interface Row {
  /** What has to be there for it. */
  readonly after?: readonly object[];
  readonly ask: object;
  /** The whole answer. */
  readonly answer: object;
}

const date: unknown = expect.any(Date);
const app = { repositoryName: 'approved/app' };
const resourceArn = `${REPOSITORIES}approved/app`;
const created = new ecr.CreateRepositoryCommand(app);
const inApp = { registryId: ACCOUNT, ...app };
const repository = {
  ...inApp,
  repositoryArn: resourceArn,
  repositoryUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/approved/app`,
  createdAt: date,
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'AES256' },
};

const scopeV2 = new ecr.PutAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
const registryPolicy = { policyText: policy({ Resource: `${REPOSITORIES}*` }) };
const registryPolicyPut = [scopeV2, new ecr.PutRegistryPolicyCommand(registryPolicy)];
const repositoryPolicy = { ...app, policyText: policy() };
const repositoryPolicySet = [created, new ecr.SetRepositoryPolicyCommand(repositoryPolicy)];
const lifecyclePolicy = {
  ...app,
  lifecyclePolicyText: JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 },
        action: { type: 'expire' },
      },
    ],
  }),
};
const lifecyclePolicyPut = [created, new ecr.PutLifecyclePolicyCommand(lifecyclePolicy)];
const tags = [{ Key: 'owner', Value: 'platform' }];

const secret = (name: string) =>
  `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:ecr-pullthroughcache/${name}-AbCdEf`;
const rule = {
  ecrRepositoryPrefix: 'docker-hub',
  upstreamRegistryUrl: 'registry-1.docker.io',
  credentialArn: secret('docker-hub'),
};
const ruleCreated = new ecr.CreatePullThroughCacheRuleCommand(rule);

const template = {
  prefix: 'approved',
  appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION', 'CREATE_ON_PUSH'],
  description: 'from the hub',
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
  resourceTags: tags,
  imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
  imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'latest' }],
  repositoryPolicy: policy(),
  lifecyclePolicy: lifecyclePolicy.lifecyclePolicyText,
  customRoleArn: ROLE,
} satisfies ecr.CreateRepositoryCreationTemplateCommandInput;
const templateCreated = new ecr.CreateRepositoryCreationTemplateCommand(template);
const storedTemplate = { ...template, createdAt: date, updatedAt: date };

const scanning = {
  scanType: 'ENHANCED',
  rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] }],
} satisfies ecr.PutRegistryScanningConfigurationCommandInput;
const scanningPut = new ecr.PutRegistryScanningConfigurationCommand(scanning);
const replicationConfiguration = {
  rules: [
    {
      destinations: [{ region: 'eu-central-1', registryId: HUB }],
      repositoryFilters: [{ filter: 'release/', filterType: 'PREFIX_MATCH' }],
    },
  ],
} satisfies ecr.ReplicationConfiguration;
const signingConfiguration = {
  rules: [
    {
      signingProfileArn: `arn:aws:signer:${REGION}:${HUB}:/signing-profiles/images`,
      repositoryFilters: [{ filter: 'release/*', filterType: 'WILDCARD_MATCH' }],
    },
  ],
} satisfies ecr.SigningConfiguration;
const signingPut = new ecr.PutSigningConfigurationCommand({ signingConfiguration });
const principal = { principalArn: ROLE };
const excluded = new ecr.RegisterPullTimeUpdateExclusionCommand(principal);
const immutable = { imageTagMutability: 'IMMUTABLE' } as const;
const scanOnPush = { imageScanningConfiguration: { scanOnPush: true } };

const OPERATIONS: Record<OperationName, Row> = {
  CreateRepository: {
    ask: new ecr.CreateRepositoryCommand({
      ...app,
      ...immutable,
      ...scanOnPush,
      tags,
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
    }),
    answer: {
      repository: {
        ...repository,
        ...immutable,
        ...scanOnPush,
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
      },
    },
  },
  DescribeRepositories: {
    after: [created],
    ask: new ecr.DescribeRepositoriesCommand({ repositoryNames: ['approved/app'] }),
    answer: { repositories: [repository] },
  },
  DeleteRepository: {
    after: [created],
    ask: new ecr.DeleteRepositoryCommand({ ...inApp, force: true }),
    answer: { repository },
  },
  PutImageTagMutability: {
    after: [created],
    ask: new ecr.PutImageTagMutabilityCommand({ ...app, ...immutable }),
    answer: { ...inApp, ...immutable },
  },
  PutImageScanningConfiguration: {
    after: [created],
    ask: new ecr.PutImageScanningConfigurationCommand({ ...app, ...scanOnPush }),
    answer: { ...inApp, ...scanOnPush },
  },
  TagResource: {
    after: [created],
    ask: new ecr.TagResourceCommand({ resourceArn, tags }),
    answer: {},
  },
  UntagResource: {
    after: [created, new ecr.TagResourceCommand({ resourceArn, tags })],
    ask: new ecr.UntagResourceCommand({ resourceArn, tagKeys: ['owner'] }),
    answer: {},
  },
  ListTagsForResource: {
    after: [new ecr.CreateRepositoryCommand({ ...app, tags })],
    ask: new ecr.ListTagsForResourceCommand({ resourceArn }),
    answer: { tags },
  },
  SetRepositoryPolicy: {
    after: [created],
    ask: new ecr.SetRepositoryPolicyCommand(repositoryPolicy),
    answer: { ...inApp, ...repositoryPolicy },
  },
  GetRepositoryPolicy: {
    after: repositoryPolicySet,
    ask: new ecr.GetRepositoryPolicyCommand(app),
    answer: { ...inApp, ...repositoryPolicy },
  },
  DeleteRepositoryPolicy: {
    after: repositoryPolicySet,
    ask: new ecr.DeleteRepositoryPolicyCommand(app),
    answer: { ...inApp, ...repositoryPolicy },
  },
  PutLifecyclePolicy: {
    after: [created],
    ask: new ecr.PutLifecyclePolicyCommand(lifecyclePolicy),
    answer: { ...inApp, ...lifecyclePolicy },
  },
  GetLifecyclePolicy: {
    after: lifecyclePolicyPut,
    ask: new ecr.GetLifecyclePolicyCommand(app),
    answer: { ...inApp, ...lifecyclePolicy, lastEvaluatedAt: date },
  },
  DeleteLifecyclePolicy: {
    after: lifecyclePolicyPut,
    ask: new ecr.DeleteLifecyclePolicyCommand(app),
    answer: { ...inApp, ...lifecyclePolicy, lastEvaluatedAt: date },
  },

  GetAccountSetting: {
    after: [scopeV2],
    ask: new ecr.GetAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE' }),
    answer: { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' },
  },
  PutAccountSetting: {
    ask: new ecr.PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'ENABLED' }),
    answer: { name: 'BLOB_MOUNTING', value: 'ENABLED' },
  },
  PutRegistryPolicy: {
    after: [scopeV2],
    ask: new ecr.PutRegistryPolicyCommand(registryPolicy),
    answer: { registryId: ACCOUNT, ...registryPolicy },
  },
  GetRegistryPolicy: {
    after: registryPolicyPut,
    ask: new ecr.GetRegistryPolicyCommand({}),
    answer: { registryId: ACCOUNT, ...registryPolicy },
  },
  DeleteRegistryPolicy: {
    after: registryPolicyPut,
    ask: new ecr.DeleteRegistryPolicyCommand({}),
    answer: { registryId: ACCOUNT, ...registryPolicy },
  },
  PutReplicationConfiguration: {
    ask: new ecr.PutReplicationConfigurationCommand({ replicationConfiguration }),
    answer: { replicationConfiguration },
  },
  DescribeRegistry: {
    after: [new ecr.PutReplicationConfigurationCommand({ replicationConfiguration })],
    ask: new ecr.DescribeRegistryCommand({}),
    answer: { registryId: ACCOUNT, replicationConfiguration },
  },
  PutRegistryScanningConfiguration: {
    ask: scanningPut,
    answer: { registryScanningConfiguration: scanning },
  },
  GetRegistryScanningConfiguration: {
    after: [scanningPut],
    ask: new ecr.GetRegistryScanningConfigurationCommand({}),
    answer: { registryId: ACCOUNT, scanningConfiguration: scanning },
  },
  BatchGetRepositoryScanningConfiguration: {
    after: [created, scanningPut],
    ask: new ecr.BatchGetRepositoryScanningConfigurationCommand({
      repositoryNames: ['approved/app', 'absent'],
    }),
    answer: {
      scanningConfigurations: [
        {
          ...app,
          repositoryArn: resourceArn,
          scanOnPush: true,
          scanFrequency: 'CONTINUOUS_SCAN',
          appliedScanFilters: scanning.rules[0]?.repositoryFilters,
        },
      ],
      failures: [
        {
          repositoryName: 'absent',
          failureCode: 'REPOSITORY_NOT_FOUND',
          failureReason: `The repository with name 'absent' does not exist in the registry with id '${ACCOUNT}'`,
        },
      ],
    },
  },
  CreatePullThroughCacheRule: {
    ask: ruleCreated,
    answer: { ...rule, upstreamRegistry: 'docker-hub', registryId: ACCOUNT, createdAt: date },
  },
  DescribePullThroughCacheRules: {
    after: [ruleCreated],
    ask: new ecr.DescribePullThroughCacheRulesCommand({ ecrRepositoryPrefixes: ['docker-hub'] }),
    answer: {
      pullThroughCacheRules: [
        { ...rule, upstreamRegistry: 'docker-hub', registryId: ACCOUNT, createdAt: date, updatedAt: date },
      ],
    },
  },
  UpdatePullThroughCacheRule: {
    after: [ruleCreated],
    ask: new ecr.UpdatePullThroughCacheRuleCommand({
      ecrRepositoryPrefix: 'docker-hub',
      credentialArn: secret('other'),
    }),
    answer: {
      ecrRepositoryPrefix: 'docker-hub',
      credentialArn: secret('other'),
      registryId: ACCOUNT,
      updatedAt: date,
    },
  },
  ValidatePullThroughCacheRule: {
    after: [ruleCreated],
    ask: new ecr.ValidatePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'docker-hub' }),
    answer: { ...rule, registryId: ACCOUNT, isValid: true },
  },
  DeletePullThroughCacheRule: {
    after: [ruleCreated],
    ask: new ecr.DeletePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'docker-hub' }),
    answer: { ...rule, registryId: ACCOUNT, createdAt: date },
  },
  CreateRepositoryCreationTemplate: {
    ask: templateCreated,
    answer: { registryId: ACCOUNT, repositoryCreationTemplate: storedTemplate },
  },
  DescribeRepositoryCreationTemplates: {
    after: [templateCreated],
    ask: new ecr.DescribeRepositoryCreationTemplatesCommand({ prefixes: ['approved', 'absent'] }),
    answer: { registryId: ACCOUNT, repositoryCreationTemplates: [storedTemplate] },
  },
  UpdateRepositoryCreationTemplate: {
    after: [templateCreated],
    ask: new ecr.UpdateRepositoryCreationTemplateCommand({
      prefix: 'approved',
      appliedFor: ['CREATE_ON_PUSH'],
    }),
    answer: {
      registryId: ACCOUNT,
      repositoryCreationTemplate: { ...storedTemplate, appliedFor: ['CREATE_ON_PUSH'] },
    },
  },
  DeleteRepositoryCreationTemplate: {
    after: [templateCreated],
    ask: new ecr.DeleteRepositoryCreationTemplateCommand({ prefix: 'approved' }),
    answer: { registryId: ACCOUNT, repositoryCreationTemplate: storedTemplate },
  },
  RegisterPullTimeUpdateExclusion: { ask: excluded, answer: { ...principal, createdAt: date } },
  ListPullTimeUpdateExclusions: {
    after: [excluded],
    ask: new ecr.ListPullTimeUpdateExclusionsCommand({}),
    answer: { pullTimeUpdateExclusions: [ROLE] },
  },
  DeregisterPullTimeUpdateExclusion: {
    after: [excluded],
    ask: new ecr.DeregisterPullTimeUpdateExclusionCommand(principal),
    answer: principal,
  },
  PutSigningConfiguration: { ask: signingPut, answer: { signingConfiguration } },
  GetSigningConfiguration: {
    after: [signingPut],
    ask: new ecr.GetSigningConfigurationCommand({}),
    answer: { registryId: ACCOUNT, signingConfiguration },
  },
  DeleteSigningConfiguration: {
    after: [signingPut],
    ask: new ecr.DeleteSigningConfigurationCommand({}),
    answer: { registryId: ACCOUNT, signingConfiguration },
  },

  DescribeImages: {
    after: [created],
    ask: new ecr.DescribeImagesCommand(app),
    answer: { imageDetails: [] },
  },
  ListImages: { after: [created], ask: new ecr.ListImagesCommand(app), answer: { imageIds: [] } },
  GetAuthorizationToken: {
    ask: new ecr.GetAuthorizationTokenCommand({}),
    answer: {
      authorizationData: [
        {
          authorizationToken: expect.stringMatching(/^QVdTO/), // "AWS:" in Base64
          expiresAt: date,
          proxyEndpoint: `https://${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`,
        },
      ],
    },
  },
};

test.each(Object.entries(OPERATIONS))('%s', async (operation, { after = [], ask, answer }) => {
  for (const command of after) await wire.client.send(command as Command);
  expect(ask.constructor.name).toBe(`${operation}Command`);
  const { $metadata, ...output } = await wire.client.send(ask as Command);
  expect(output).toEqual(answer);
  expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
});
