import { AwsError } from '../aws-error';
import { type Context, checkCustomRole } from './registry';
import { invalidParameter } from './parameters';
import { type Upstream, unsupported } from './upstreams';

/** What a pull-through cache rule gives ECR to reach its upstream. */
export interface Access {
  readonly credentialArn?: string;
  readonly customRoleArn?: string;
  readonly upstreamRepositoryPrefix?: string;
}

/** @throws AwsError when ECR cannot reach the upstream with what the rule gives it */
export async function checkAccess(context: Context, upstream: Upstream, access: Access): Promise<void> {
  const { credentialArn, customRoleArn } = access;
  checkFor(upstream, access);
  if (upstream.needsCredential && credentialArn === undefined) {
    // Seen: https://github.com/aws-controllers-k8s/community/issues/2589
    throw unsupported(
      'The specified upstream registry requires authentication. Specify a valid Secrets Manager ARN',
    );
  }
  if (credentialArn !== undefined) await checkCredential(context, credentialArn);
  if (customRoleArn !== undefined) return checkCustomRole(context, customRoleArn);
  if (upstream.account !== undefined && upstream.account !== context.registry.account) {
    // The service-linked role reaches its own account only:
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
    throw invalidParameter(
      'customRoleArn',
      'Member must not be null when the upstream registry is in another account',
    );
  }
}

/**
 * A role and an upstream prefix are documented for ECR upstreams, a secret for those that ask for one
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html and
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html). What AWS does with them elsewhere
 * is unverified: the lab refuses them, so that nothing relies on it.
 */
function checkFor(upstream: Upstream, access: Access): void {
  const { credentialArn, customRoleArn, upstreamRepositoryPrefix } = access;
  const refuse = (member: string) =>
    invalidParameter(member, `Member must be null when the upstream registry is ${upstream.registry}`);
  if (credentialArn !== undefined && !upstream.needsCredential) throw refuse('credentialArn');
  if (upstream.registry === 'ecr') return;
  if (customRoleArn !== undefined) throw refuse('customRoleArn');
  if (upstreamRepositoryPrefix !== undefined) throw refuse('upstreamRepositoryPrefix');
}

/**
 * "Amazon ECR doesn't support using a customer managed key": the secret has that of Secrets Manager.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
async function checkCredential({ world, registry }: Context, arn: string) {
  const [, partition, , region, account] = arn.split(':');
  if (partition !== world.partition || region !== registry.region || account !== registry.account) {
    throw new AwsError(
      'UnableToAccessSecretException',
      `The secret ${arn} is unable to be accessed: it must be in the account and Region of the pull through cache rule`,
    );
  }
  const secret = await world.secret(arn, registry.account, registry.region);
  if (!secret) {
    throw new AwsError(
      'SecretNotFoundException',
      `The ARN of the secret specified in the pull through cache rule was not found: ${arn}`,
    );
  }
  if (secret.kmsKeyId !== undefined && !secret.kmsKeyId.endsWith('alias/aws/secretsmanager')) {
    throw new AwsError(
      'UnableToDecryptSecretValueException',
      `The secret ${arn} is accessible but is unable to be decrypted: its key is ${secret.kmsKeyId}, it must be aws/secretsmanager`,
    );
  }
}
