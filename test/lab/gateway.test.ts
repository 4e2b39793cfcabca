import { CreateRepositoryCommand, DescribeRegistryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateUserCommand, CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Lab } from '../../lab/lab';
import { FOREIGN, HUB, MANAGEMENT, ROLE, STAGING, client, start } from './lab-fixture';

let lab: Lab;
beforeAll(async () => (lab = await start()), 60_000);
afterAll(() => lab.stop());

describe('what the gateway passes through', () => {
  test('an object of S3 in chunks with a checksum behind them comes back as it was', async () => {
    const s3 = new S3Client(client(lab, await lab.credentialsFor(HUB)));
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'supply-state',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    const body = Buffer.alloc(3_000_000, 'terraform state ');
    await s3.send(
      new PutObjectCommand({
        Bucket: 'supply-state',
        Key: 'a/b c.tfstate',
        Body: body,
        ChecksumAlgorithm: 'CRC32',
      }),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'supply-state', Key: 'a/b c.tfstate' }));
    expect(Buffer.compare(Buffer.from(await Body!.transformToByteArray()), body)).toBe(0);
  });

  test('a missing object is a 404 of S3, not an operation the lab lacks', async () => {
    const s3 = new S3Client(client(lab, await lab.credentialsFor(HUB)));
    await expect(
      s3.send(new HeadObjectCommand({ Bucket: 'supply-state', Key: 'none' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('whose request it is', () => {
  const registryOf = async (credentials?: object): Promise<string | undefined> =>
    (await new ECRClient(client(lab, credentials)).send(new DescribeRegistryCommand({}))).registryId;

  test('an unknown access key is the management account', async () => {
    expect(await registryOf()).toBe(MANAGEMENT);
  });

  test('a session of AssumeRole reaches the registry of the role’s account', async () => {
    const { Credentials } = await new STSClient(client(lab)).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${STAGING}:role/${ROLE}`, RoleSessionName: 'test' }),
    );
    expect(
      await registryOf({
        accessKeyId: Credentials!.AccessKeyId,
        secretAccessKey: Credentials!.SecretAccessKey,
      }),
    ).toBe(STAGING);
  });

  test('an account that moto did not deal has its role, and credentials', async () => {
    const { Arn } = await new STSClient(client(lab, await lab.credentialsFor(FOREIGN))).send(
      new GetCallerIdentityCommand({}),
    );
    expect(Arn).toMatch(new RegExp(`^arn:aws:sts::${FOREIGN}:assumed-role/.*Deployer/`));
    expect(await registryOf(await lab.credentialsFor(FOREIGN))).toBe(FOREIGN);
  });

  test('a key made for a user of an account acts in that account', async () => {
    const iam = new IAMClient(client(lab, await lab.credentialsFor(STAGING)));
    await iam.send(new CreateUserCommand({ UserName: 'ci' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ci' }));
    expect(
      await registryOf({ accessKeyId: AccessKey!.AccessKeyId, secretAccessKey: AccessKey!.SecretAccessKey }),
    ).toBe(STAGING);
  });

  test('registries are apart per account', async () => {
    const staging = new ECRClient(client(lab, await lab.credentialsFor(STAGING)));
    const hub = new ECRClient(client(lab, await lab.credentialsFor(HUB)));
    const repository = { repositoryName: 'approved/base' };
    await staging.send(new CreateRepositoryCommand(repository));
    await expect(staging.send(new CreateRepositoryCommand(repository))).rejects.toMatchObject({
      name: 'RepositoryAlreadyExistsException',
    });
    await expect(hub.send(new CreateRepositoryCommand(repository))).resolves.toMatchObject({
      repository: { registryId: HUB },
    });
  });
});

describe('what the lab does not serve', () => {
  const ask = async (service: string, path: string, headers: Record<string, string>, body?: string) => {
    const response = await fetch(`${lab.endpoint}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=K/20261123/eu-west-1/${service}/aws4_request, Signature=0`,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      code: response.headers.get('x-amzn-errortype'),
      text: await response.text(),
    };
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  test.each([
    ['signer', '/signing-profiles/x', {}, undefined, 'signer GET /signing-profiles/x'],
    ['logs', '/', { 'x-amz-target': 'Logs_20140328.PutQueryDefinition' }, '{}', 'logs PutQueryDefinition'],
    ['ec2', '/', form, 'Action=DescribeNothing&Version=2016-11-15', 'ec2 DescribeNothing'],
    ['lambda', '/2099-01-01/nothing', {}, undefined, 'lambda GET /2099-01-01/nothing'],
    ['nosuch', '/', { 'x-amz-target': 'NoSuch.Thing' }, '{}', 'nosuch Thing'],
  ])('%s %s is refused at once, by name', async (service, path, headers, body, named) => {
    const { status, code, text } = await ask(service, path, headers as Record<string, string>, body);
    expect({ status, code }).toEqual({ status: 400, code: 'NotServedByLab' });
    expect(text).toContain(`the lab does not serve ${named}`);
    expect(lab.refused).toContainEqual(
      expect.objectContaining({ message: `the lab does not serve ${named}` }),
    );
  });
});
