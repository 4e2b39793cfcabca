import type { Iam } from '../iam';
import { type Moto, MotoRefusal } from '../moto';
import type { EcrWorld } from './registry';

/** What ECR has to ask of IAM, Secrets Manager and KMS, asked of moto. */
export function worldInMoto(moto: Moto, iam: Iam): EcrWorld {
  return {
    partition: iam.partition,
    principalExists: (arn) => iam.principalExists(arn),

    async secret(arn, account, region) {
      const secret = await ask(moto, 'secretsmanager.DescribeSecret', { SecretId: arn }, { account, region });
      return secret && { ...(typeof secret.KmsKeyId === 'string' && { kmsKeyId: secret.KmsKeyId }) };
    },

    async kmsKey(key, account, region) {
      const owner = key.startsWith('arn:') ? (key.split(':')[4] ?? account) : account;
      const answer = await ask(moto, 'TrentService.DescribeKey', { KeyId: key }, { account: owner, region });
      const { Arn: arn, Enabled: enabled } = (answer?.KeyMetadata ?? {}) as {
        Arn?: string;
        Enabled?: boolean;
      };
      return enabled ? arn : undefined;
    },
  };
}

/** undefined: moto refused, for there is none. */
async function ask(
  moto: Moto,
  target: string,
  input: object,
  scope: { account: string; region: string },
): Promise<Record<string, unknown> | undefined> {
  const service = target.startsWith('TrentService') ? 'kms' : 'secretsmanager';
  try {
    return await moto.json<Record<string, unknown>>(service, target, input, scope);
  } catch (error) {
    if (error instanceof MotoRefusal) return undefined;
    throw error;
  }
}
