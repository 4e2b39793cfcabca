import * as ecr from '@aws-sdk/client-ecr';
import type { EcrWorld } from '../../lab/ecr/registry';
import { ACCOUNT, HUB, KEY, REGION, REPOSITORIES, ROLE, policy } from './ecr-fixture';
import { type Wire, ecrOnTheWire } from './ecr-wire-fixture';

// What ECR refuses, as the AWS SDK meets it: a request that the service does not take, and the class of the error of its code.
let wire: Wire;
beforeAll(async () => (wire = await ecrOnTheWire()));
beforeEach(() => wire.reset());
afterAll(() => wire.stop());

type Command = Parameters<ecr.ECRClient['send']>[0];
const send = (command: object) => wire.client.send(command as Command);

const app = { repositoryName: 'approved/app' };
const resourceArn = `${REPOSITORIES}approved/app`;
const created = new ecr.CreateRepositoryCommand(app);
const secret = (account = ACCOUNT) =>
  `arn:aws:secretsmanager:${REGION}:${account}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`;
const dockerHub = {
  ecrRepositoryPrefix: 'docker-hub',
  upstreamRegistryUrl: 'registry-1.docker.io',
  credentialArn: secret(),
};
const quay = (ecrRepositoryPrefix = 'quay') =>
  new ecr.CreatePullThroughCacheRuleCommand({ ecrRepositoryPrefix, upstreamRegistryUrl: 'quay.io' });
const template = new ecr.CreateRepositoryCreationTemplateCommand({
  prefix: 'approved',
  appliedFor: ['PULL_THROUGH_CACHE'],
});
const excluded = new ecr.RegisterPullTimeUpdateExclusionCommand({ principalArn: ROLE });
const manyTags = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' }));

interface Refusal {
  readonly after?: readonly object[];
  readonly world?: Partial<EcrWorld>;
  readonly ask: object;
  /** Of the message. */
  readonly saying: string;
}

/** The codes of the operations that the lab serves; the name of the class is the code. */
const REFUSALS: Record<string, Refusal[]> = {
  RepositoryNotFoundException: [
    new ecr.DescribeRepositoriesCommand({ repositoryNames: ['approved/app'] }),
    new ecr.DeleteRepositoryCommand(app),
    new ecr.PutImageTagMutabilityCommand({ ...app, imageTagMutability: 'IMMUTABLE' }),
    new ecr.PutImageScanningConfigurationCommand({ ...app, imageScanningConfiguration: {} }),
    new ecr.TagResourceCommand({ resourceArn, tags: [] }),
    new ecr.UntagResourceCommand({ resourceArn, tagKeys: [] }),
    new ecr.ListTagsForResourceCommand({ resourceArn }),
    new ecr.GetRepositoryPolicyCommand(app),
    new ecr.SetRepositoryPolicyCommand({ ...app, policyText: policy() }),
    new ecr.DeleteRepositoryPolicyCommand(app),
    new ecr.GetLifecyclePolicyCommand(app),
    new ecr.PutLifecyclePolicyCommand({ ...app, lifecyclePolicyText: '{}'.padEnd(100) }),
    new ecr.DeleteLifecyclePolicyCommand(app),
    new ecr.ListImagesCommand(app),
    new ecr.DescribeImagesCommand(app),
  ].map((ask) => ({
    ask,
    saying: `The repository with name 'approved/app' does not exist in the registry with id '${ACCOUNT}'`,
  })),
  RepositoryAlreadyExistsException: [
    { after: [created], ask: created, saying: "The repository with name 'approved/app' already exists" },
  ],
  KmsException: [
    {
      ask: new ecr.CreateRepositoryCommand({
        ...app,
        encryptionConfiguration: { encryptionType: 'KMS', kmsKey: 'alias/absent' },
      }),
      saying: "the key 'alias/absent' does not exist",
    },
  ],
  InvalidTagParameterException: [
    new ecr.CreateRepositoryCommand({ repositoryName: 'team/app', tags: [{ Key: 'aws:owner', Value: '' }] }),
    new ecr.TagResourceCommand({ resourceArn, tags: [{ Key: 'aws:owner', Value: '' }] }),
  ].map((ask) => ({ after: [created], ask, saying: "Tag keys that begin with 'aws:' are reserved" })),
  TooManyTagsException: [
    new ecr.CreateRepositoryCommand({ repositoryName: 'team/app', tags: manyTags }),
    new ecr.TagResourceCommand({ resourceArn, tags: manyTags }),
  ].map((ask) => ({ after: [created], ask, saying: 'that can be applied to a repository is 50' })),
  ImageNotFoundException: [
    {
      after: [created],
      ask: new ecr.DescribeImagesCommand({ ...app, imageIds: [{ imageTag: 'v1' }] }),
      saying: "The image with imageId {imageDigest:'null', imageTag:'v1'} does not exist",
    },
  ],
  RepositoryPolicyNotFoundException: [
    new ecr.GetRepositoryPolicyCommand(app),
    new ecr.DeleteRepositoryPolicyCommand(app),
  ].map((ask) => ({ after: [created], ask, saying: 'Repository policy does not exist for the repository' })),
  LifecyclePolicyNotFoundException: [
    new ecr.GetLifecyclePolicyCommand(app),
    new ecr.DeleteLifecyclePolicyCommand(app),
  ].map((ask) => ({ after: [created], ask, saying: 'Lifecycle policy does not exist for the repository' })),
  RegistryPolicyNotFoundException: [
    new ecr.GetRegistryPolicyCommand({}),
    new ecr.DeleteRegistryPolicyCommand({}),
  ].map((ask) => ({ ask, saying: `Registry policy does not exist in the registry with id '${ACCOUNT}'` })),
  PullThroughCacheRuleAlreadyExistsException: [
    { after: [quay()], ask: quay(), saying: "repository prefix 'quay' already exists" },
  ],
  PullThroughCacheRuleNotFoundException: [
    new ecr.DescribePullThroughCacheRulesCommand({ ecrRepositoryPrefixes: ['absent'] }),
    new ecr.UpdatePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'absent', customRoleArn: ROLE }),
    new ecr.ValidatePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'absent' }),
    new ecr.DeletePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'absent' }),
  ].map((ask) => ({ ask, saying: "repository prefix 'absent' does not exist" })),
  UnsupportedUpstreamRegistryException: [
    {
      ask: new ecr.CreatePullThroughCacheRuleCommand({
        ecrRepositoryPrefix: 'gcr',
        upstreamRegistryUrl: 'gcr.io',
      }),
      saying: 'The upstream registry URL gcr.io is invalid.',
    },
  ],
  UnableToAccessSecretException: [
    new ecr.CreatePullThroughCacheRuleCommand({ ...dockerHub, credentialArn: secret(HUB) }),
    new ecr.UpdatePullThroughCacheRuleCommand({ ecrRepositoryPrefix: 'ghcr', credentialArn: secret(HUB) }),
  ].map((ask) => ({
    after: [
      new ecr.CreatePullThroughCacheRuleCommand({
        ...dockerHub,
        ecrRepositoryPrefix: 'ghcr',
        upstreamRegistryUrl: 'ghcr.io',
      }),
    ],
    ask,
    saying: 'it must be in the account and Region of the pull through cache rule',
  })),
  SecretNotFoundException: [
    {
      world: { secret: () => Promise.resolve(undefined) },
      ask: new ecr.CreatePullThroughCacheRuleCommand(dockerHub),
      saying: `was not found: ${secret()}`,
    },
  ],
  UnableToDecryptSecretValueException: [
    {
      world: { secret: () => Promise.resolve({ kmsKeyId: KEY }) },
      ask: new ecr.CreatePullThroughCacheRuleCommand(dockerHub),
      saying: 'it must be aws/secretsmanager',
    },
  ],
  TemplateAlreadyExistsException: [
    { after: [template], ask: template, saying: "template with the prefix 'approved' already exists" },
  ],
  TemplateNotFoundException: [
    new ecr.UpdateRepositoryCreationTemplateCommand({ prefix: 'absent' }),
    new ecr.DeleteRepositoryCreationTemplateCommand({ prefix: 'absent' }),
  ].map((ask) => ({ ask, saying: "template with the prefix 'absent' does not exist" })),
  LimitExceededException: [
    {
      after: Array.from({ length: 50 }, (_, n) => quay(`quay-${n}`)),
      ask: quay(),
      saying: 'The maximum number of pull through cache rules (50)',
    },
    {
      after: Array.from(
        { length: 100 },
        (_, n) => new ecr.RegisterPullTimeUpdateExclusionCommand({ principalArn: `${ROLE}-${n}` }),
      ),
      ask: excluded,
      saying: 'The maximum number of pull time update exclusions (100)',
    },
  ],
  ExclusionAlreadyExistsException: [{ after: [excluded], ask: excluded, saying: 'already exists' }],
  ExclusionNotFoundException: [
    {
      ask: new ecr.DeregisterPullTimeUpdateExclusionCommand({ principalArn: ROLE }),
      saying: 'does not exist',
    },
  ],
  SigningConfigurationNotFoundException: [
    new ecr.GetSigningConfigurationCommand({}),
    new ecr.DeleteSigningConfigurationCommand({}),
  ].map((ask) => ({ ask, saying: 'Signing configuration does not exist' })),
  InvalidParameterException: [
    {
      ask: new ecr.PutAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE', value: 'V1' }),
      saying: "Invalid parameter at 'value' failed to satisfy constraint",
    },
  ],
};
const rows = Object.entries(REFUSALS).flatMap(([code, refusals]) =>
  refusals.map((refusal) => [code, refusal.ask.constructor.name.replace(/Command$/, ''), refusal] as const),
);

test.each(rows)('%s of %s', async (code, _, { after = [], world, ask, saying }) => {
  wire.reset(world);
  for (const command of after) await send(command);
  const error: unknown = await send(ask).catch((refusal: unknown) => refusal);
  expect(error).toBeInstanceOf((ecr as unknown as Record<string, new () => Error>)[code]);
  expect(error).toMatchObject({ name: code, message: expect.stringContaining(saying) });
  expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
});

test('the codes that the lab never answers with are those of images, and of what is not in the lab', () => {
  const codes = Object.keys(ecr).filter((name) => /Exception$/.test(name) && name !== 'ECRServiceException');
  expect(codes.filter((code) => !Object.hasOwn(REFUSALS, code)).sort()).toEqual([
    'BlockedByOrganizationPolicyException',
    'EmptyUploadException',
    'ImageAlreadyExistsException',
    'ImageArchivedException',
    'ImageDigestDoesNotMatchException',
    'ImageStorageClassUpdateNotSupportedException',
    'ImageTagAlreadyExistsException',
    'InvalidLayerException',
    'InvalidLayerPartException',
    'LayerAlreadyExistsException',
    'LayerInaccessibleException',
    'LayerPartTooSmallException',
    'LayersNotFoundException',
    'LifecyclePolicyPreviewInProgressException',
    'LifecyclePolicyPreviewNotFoundException',
    'ReferencedImagesNotFoundException',
    'ReplicationBackfillInProgressException',
    'ReplicationBackfillInvalidStatusException',
    'ReplicationBackfillNotFoundException',
    'RepositoryNotEmptyException',
    'ScanNotFoundException',
    'ServerException',
    'UnableToGetUpstreamImageException',
    'UnableToGetUpstreamLayerException',
    'UnableToListUpstreamImageReferrersException',
    'UnsupportedImageTypeException',
    'UploadNotFoundException',
    'ValidationException',
  ]);
});
