import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Lab } from '../../lab/lab';
import { client, start } from './lab-fixture';

let lab: Lab;
let s3: S3Client;

const denyAllBut = (role: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::state', 'arn:aws:s3:::state/*'],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } },
      },
    ],
  });

beforeAll(async () => {
  lab = await start();
  s3 = new S3Client(client(lab));
});

afterAll(async () => {
  s3.destroy();
  await lab.stop();
});

test('a policy that denies all but one role does not shut that role out', async () => {
  const Bucket = 'state';
  await s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
  );
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: denyAllBut('arn:aws:iam::123456789012:root') }));
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }))).resolves.toBeDefined();
});

test('a policy is read back as it was written', async () => {
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: 'state' }));
  expect(Policy).toBe(denyAllBut('arn:aws:iam::123456789012:root'));
});

test('a bucket that does not exist takes no policy', async () => {
  const put = s3.send(new PutBucketPolicyCommand({ Bucket: 'nowhere', Policy: denyAllBut('*') }));
  await expect(put).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('a deleted bucket takes its policy with it', async () => {
  const Bucket = 'short-lived';
  const create = () =>
    s3.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    );
  await create();
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: denyAllBut('*') }));
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await create();
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchBucketPolicy',
  });
});
