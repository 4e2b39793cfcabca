import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { Input } from './constraints';
import type { Context } from './registry';
import { invalidParameter } from './parameters';

export type Encryption = NonNullable<Input<'CreateRepository'>['encryptionConfiguration']>;

/**
 * What a repository and a creation template have in common.
 * "DSSE-KMS is only available in the AWS GovCloud (US) Regions": https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * @throws AwsError InvalidParameterException
 */
export function checkEncryption({ world }: Context, { encryptionType, kmsKey }: Encryption): void {
  if (encryptionType === 'AES256' && kmsKey) {
    throw invalidParameter(
      'encryptionConfiguration.kmsKey',
      'Member must be null when encryptionType is AES256',
    );
  }
  if (encryptionType === 'KMS_DSSE' && world.partition !== 'aws-us-gov') {
    throw invalidParameter(
      'encryptionConfiguration.encryptionType',
      'KMS_DSSE is only available in the AWS GovCloud (US) Regions',
    );
  }
}

/**
 * The encryption of a new repository, its key as the ARN that KMS knows it by: "Amazon ECR sends a DescribeKey call to AWS KMS to
 * validate and retrieve the Amazon Resource Name (ARN) of the KMS key" (same page). Without a key of one's own ECR takes the
 * AWS managed key `aws/ecr`; here an ARN made from account and Region.
 * @throws AwsError InvalidParameterException, KmsException for a key that KMS of this Region does not have
 */
export async function encryptionOf(
  context: Context,
  given: Encryption = { encryptionType: 'AES256' },
): Promise<Encryption> {
  checkEncryption(context, given);
  const { encryptionType, kmsKey } = given;
  if (encryptionType === 'AES256') return { encryptionType };
  return { encryptionType, kmsKey: kmsKey ? await keyArn(context, kmsKey) : managedKey(context) };
}

async function keyArn({ world, registry }: Context, key: string): Promise<string> {
  const [, partition, , region] = key.startsWith('arn:') ? key.split(':') : [];
  const elsewhere = partition !== undefined && (partition !== world.partition || region !== registry.region);
  const found = elsewhere ? undefined : await world.kmsKey(key, registry.account, registry.region);
  if (found !== undefined) return found;
  // That the code is KmsException follows from the model; its message is unverified.
  throw new AwsError(
    'KmsException',
    `The operation failed due to a KMS exception: the key '${key}' does not exist in ${registry.region}`,
  );
}

function managedKey({ world, registry }: Context): string {
  const hex = createHash('sha256').update(`aws/ecr ${registry.account} ${registry.region}`).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return `arn:${world.partition}:kms:${registry.region}:${registry.account}:key/${id}`;
}
