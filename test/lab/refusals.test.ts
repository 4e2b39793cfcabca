import { CreateVpcEndpointCommand, EC2Client, ModifyVpcEndpointCommand } from '@aws-sdk/client-ec2';
import { CreatePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  AttachPolicyCommand,
  CreatePolicyCommand as CreateOrganizationPolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Lab, startLab } from '../../lab/lab';
import { HUB, MANAGEMENT, ROLE, STAGING, client, organization } from './lab-fixture';

let lab: Lab;
let ec2: EC2Client;
let iam: IAMClient;
let kms: KMSClient;
let s3: S3Client;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  lab = await startLab({ organization, policyTypes: ['SERVICE_CONTROL_POLICY'] });
  const settings = client(lab, await lab.credentialsFor(STAGING));
  ec2 = new EC2Client(settings);
  iam = new IAMClient(settings);
  kms = new KMSClient(settings);
  s3 = new S3Client(settings);
  secrets = new SecretsManagerClient(settings);
  const region = { LocationConstraint: 'eu-west-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket: 'guarded', CreateBucketConfiguration: region }));
}, 60_000);
afterAll(() => lab.stop());

const policy = (principal: unknown, resource?: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: '*', ...(resource && { Resource: resource }) },
    ],
  });

const there = [
  ['the account root', { AWS: `arn:aws:iam::${HUB}:root` }],
  ['an account id', { AWS: HUB }],
  ['the access role of another account', { AWS: [`arn:aws:iam::${HUB}:role/${ROLE}`, MANAGEMENT] }],
  ['everybody', '*'],
  ['a service', { Service: 'ecr.amazonaws.com' }],
] as const;

const missing = [
  ['a role that does not exist', `arn:aws:iam::${HUB}:role/image-supply/fetch`],
  ['a role under another path', `arn:aws:iam::${HUB}:role/other/${ROLE}`],
  ['an account that does not exist', '999999999999'],
  ['the root of such an account', 'arn:aws:iam::999999999999:root'],
  ['a pattern', `arn:aws:iam::${HUB}:role/*`],
  ['another partition', `arn:aws-cn:iam::${HUB}:root`],
] as const;

describe('policies name principals that exist', () => {
  const trust = (document: string): CreateRoleCommand =>
    new CreateRoleCommand({ RoleName: `r${Date.now()}`, AssumeRolePolicyDocument: document });
  const bucketPolicy = (principal: unknown): PutBucketPolicyCommand =>
    new PutBucketPolicyCommand({ Bucket: 'guarded', Policy: policy(principal, 'arn:aws:s3:::guarded/*') });

  test.each(there)('%s is taken by KMS, S3 and IAM', async (_, principal) => {
    await kms.send(new CreateKeyCommand({ Policy: policy(principal, '*') }));
    await s3.send(bucketPolicy(principal));
    await iam.send(trust(policy(principal)));
  });

  test.each(missing)('%s is refused by KMS, S3 and IAM', async (_, principal) => {
    await expect(
      kms.send(new CreateKeyCommand({ Policy: policy({ AWS: principal }, '*') })),
    ).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'Policy contains a statement with one or more invalid principals.',
    });
    await expect(s3.send(bucketPolicy({ AWS: [HUB, principal] }))).rejects.toMatchObject({
      name: 'MalformedPolicy',
      message: 'Invalid principal in policy',
    });
    await expect(iam.send(trust(policy({ AWS: principal })))).rejects.toMatchObject({
      Code: 'MalformedPolicyDocument',
      message: `Invalid principal in policy: "AWS":"${principal}"`,
    });
  });
});

test.each([
  ['no such role', `arn:aws:iam::${STAGING}:role/none`],
  ['a role of another account', `arn:aws:iam::${MANAGEMENT}:role/${ROLE}`],
])('%s cannot be assumed', async (_, RoleArn) => {
  const sts = new STSClient(client(lab));
  await expect(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }))).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: `User: arn:aws:iam::${MANAGEMENT}:root is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    $metadata: { httpStatusCode: 403 },
  });
});

describe('the policy of an endpoint', () => {
  const modify = (PolicyDocument: string) =>
    ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: 'vpce-0a1b2c3d4e5f60718', PolicyDocument }));

  test('has 20,480 characters at most', async () => {
    const sized = (size: number) => policy('*', `arn:aws:s3:::${'x'.repeat(size - 113)}`);
    expect(sized(20_480).length).toBe(20_480);
    // The endpoint does not exist, which is what moto says of a policy that fits.
    await expect(modify(sized(20_480))).rejects.toMatchObject({ Code: 'InvalidVpcEndpointId.NotFound' });
    await expect(modify(sized(20_481))).rejects.toMatchObject({ Code: 'InvalidPolicyDocument' });
  });

  test('of a gateway names no principal', async () => {
    const create = (principal: unknown) =>
      ec2.send(
        new CreateVpcEndpointCommand({
          VpcId: 'vpc-0a1b2c3d4e5f60718',
          ServiceName: 'com.amazonaws.eu-west-1.s3',
          VpcEndpointType: 'Gateway',
          PolicyDocument: policy(principal, '*'),
        }),
      );
    await expect(create({ AWS: `arn:aws:iam::${HUB}:root` })).rejects.toMatchObject({
      Code: 'InvalidPolicyDocument',
    });
  });
});

describe('policies keep to their size', () => {
  const sized = (size: number): string => `{"Statement": [], "Id": "${'x'.repeat(size - 23)}"}`;
  const document = (size: number): string => {
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '' };
    const rest = JSON.stringify({ Version: '2012-10-17', Statement: [statement] }).length;
    statement.Resource = `arn:aws:s3:::${'x'.repeat(size - rest - 13)}`;
    return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2); // white space does not count
  };

  test('a managed policy has 6,144 characters at most', async () => {
    await iam.send(new CreatePolicyCommand({ PolicyName: 'fits', PolicyDocument: document(6_144) }));
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'over', PolicyDocument: document(6_145) })),
    ).rejects.toMatchObject({ Code: 'LimitExceeded' });
  });

  test('the inline policies of a role have 10,240 characters together', async () => {
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'inline',
        AssumeRolePolicyDocument: policy({ Service: 'ecr.amazonaws.com' }),
      }),
    );
    const put = (PolicyName: string, size: number) =>
      iam.send(new PutRolePolicyCommand({ RoleName: 'inline', PolicyName, PolicyDocument: document(size) }));
    await put('one', 6_000);
    await put('two', 4_000);
    await put('two', 4_240);
    await expect(put('three', 200)).rejects.toMatchObject({ Code: 'LimitExceeded' });
  });

  test('a role name has 64 characters at most', async () => {
    await expect(
      iam.send(new CreateRoleCommand({ RoleName: 'r'.repeat(65), AssumeRolePolicyDocument: policy('*') })),
    ).rejects.toMatchObject({ Code: 'ValidationError' });
  });

  test('a service control policy has 10,240 characters at most', async () => {
    await expect(
      new OrganizationsClient(client(lab)).send(
        new CreateOrganizationPolicyCommand({
          Name: 'over',
          Description: '',
          Type: 'SERVICE_CONTROL_POLICY',
          Content: sized(10_241),
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConstraintViolationException' });
  });
});

test('a policy type that is not enabled at the root cannot be attached', async () => {
  const organizations = new OrganizationsClient(client(lab));
  const create = async (Type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY') => {
    const Content = policy('*', '*');
    const { Policy } = await organizations.send(
      new CreateOrganizationPolicyCommand({ Name: Type, Description: '', Type, Content }),
    );
    return { PolicyId: Policy!.PolicySummary!.Id!, TargetId: 'ou-cbfn-6l6gt6mj' };
  };
  await organizations.send(new AttachPolicyCommand(await create('SERVICE_CONTROL_POLICY')));
  await expect(
    organizations.send(new AttachPolicyCommand(await create('RESOURCE_CONTROL_POLICY'))),
  ).rejects.toMatchObject({ name: 'PolicyTypeNotEnabledException' });
});

test('an empty secret is refused, and the one before stays', async () => {
  const { ARN } = await secrets.send(
    new CreateSecretCommand({ Name: 'ecr-pullthroughcache/docker-hub', SecretString: 'a token' }),
  );
  await expect(
    secrets.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: '' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(
    secrets.send(new CreateSecretCommand({ Name: 'empty', SecretString: '' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});
