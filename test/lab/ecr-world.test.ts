import {
  CreatePullThroughCacheRuleCommand,
  CreateRepositoryCommand,
  ECRClient,
  KmsException,
  SecretNotFoundException,
  UnableToDecryptSecretValueException,
} from '@aws-sdk/client-ecr';
import { CreateAliasCommand, CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Lab } from '../../lab/lab';
import { STAGING, client, start } from './lab-fixture';

// What ECR asks of the services beside it, with moto behind them.
let lab: Lab;
let ecr: ECRClient;
let kms: KMSClient;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  lab = await start();
  const options = client(lab, await lab.credentialsFor(STAGING));
  ecr = new ECRClient(options);
  kms = new KMSClient(options);
  secrets = new SecretsManagerClient(options);
}, 60_000);
afterAll(() => lab.stop());

const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata!;
const repository = (repositoryName: string, kmsKey: string | undefined) =>
  ecr.send(
    new CreateRepositoryCommand({
      repositoryName,
      encryptionConfiguration: { encryptionType: 'KMS', ...(kmsKey !== undefined && { kmsKey }) },
    }),
  );

describe('the key of a repository', () => {
  test('by id, alias or ARN is shown by its ARN', async () => {
    const { KeyId: id, Arn: arn } = await newKey();
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/images', TargetKeyId: id! }));
    const shown = [];
    for (const [index, key] of [id, 'alias/images', arn].entries()) {
      const answer = await repository(`keyed/app-${index}`, key);
      shown.push(answer.repository?.encryptionConfiguration?.kmsKey);
    }
    expect(shown).toEqual([arn, arn, arn]);
  });

  test('that KMS does not have is refused', async () => {
    await expect(repository('keyless/app', 'alias/absent')).rejects.toBeInstanceOf(KmsException);
  });

  test('that is disabled is refused', async () => {
    const { KeyId: id } = await newKey();
    await kms.send(new DisableKeyCommand({ KeyId: id! }));
    await expect(repository('disabled/app', id)).rejects.toBeInstanceOf(KmsException);
  });
});

describe('the secret of a pull-through cache rule', () => {
  const newSecret = async (name: string, key?: string) => {
    const input = { Name: `ecr-pullthroughcache/${name}`, SecretString: '{}' };
    return (await secrets.send(new CreateSecretCommand({ ...input, ...(key && { KmsKeyId: key }) }))).ARN!;
  };
  const rule = (ecrRepositoryPrefix: string, credentialArn: string) =>
    ecr.send(
      new CreatePullThroughCacheRuleCommand({
        ecrRepositoryPrefix,
        upstreamRegistryUrl: 'registry-1.docker.io',
        credentialArn,
      }),
    );

  test('under the key of Secrets Manager is good', async () => {
    const credentialArn = await newSecret('docker-hub');
    await expect(rule('docker-hub', credentialArn)).resolves.toMatchObject({ credentialArn });
  });

  test('under a key of its own cannot be read', async () => {
    const credentialArn = await newSecret('own-key', (await newKey()).Arn);
    await expect(rule('own-key', credentialArn)).rejects.toBeInstanceOf(UnableToDecryptSecretValueException);
  });

  test('that is not there is not found', async () => {
    const absent = (await newSecret('gone')).replace('gone', 'absent');
    await expect(rule('absent', absent)).rejects.toBeInstanceOf(SecretNotFoundException);
  });
});
