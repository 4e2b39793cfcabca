import { AwsError } from '../../lab/aws-error';
import { type EcrWorld, EcrService } from '../../lab/ecr/service';

export const ACCOUNT = '333333333333';
export const REGION = 'eu-west-1';
export const HUB = '222222222222';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/image-supply/acme/fetch`;
export const ABSENT_ROLE = `arn:aws:iam::${ACCOUNT}:role/absent`;
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const REPOSITORIES = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/`;

/** A fresh ECR in which every principal exists but ABSENT_ROLE, every secret, and the key KEY with the alias alias/images. */
export function freshEcr(world: Partial<EcrWorld> = {}) {
  const service = new EcrService({
    partition: 'aws',
    principalExists: (arn) => Promise.resolve(arn !== ABSENT_ROLE),
    secret: () => Promise.resolve({}),
    kmsKey: (key) => Promise.resolve([KEY, 'alias/images'].includes(key) ? KEY : undefined),
    ...world,
  });
  const principal = `arn:aws:iam::${ACCOUNT}:user/tester`;
  const call = (operation: string, input: Record<string, unknown> = {}, account = ACCOUNT, region = REGION) =>
    service.call({ operation, input, account, region, principal });
  /** The code and message of the refusal that the call must meet. */
  const refusal = async (operation: string, input: Record<string, unknown> = {}): Promise<string> => {
    const answer: unknown = await call(operation, input).catch((error: unknown) => error);
    if (answer instanceof AwsError) return `${answer.code}: ${answer.message}`;
    throw new Error(`${operation} was not refused: ${JSON.stringify(answer)} ${String(answer)}`);
  };
  return { service, call, refusal };
}

export const invalid = (at: string, constraint: string) =>
  `InvalidParameterException: Invalid parameter at '${at}' failed to satisfy constraint: '${constraint}'`;

/** A policy of one statement: everything of `statement` over an allowed pull. */
export function policy(statement: Record<string, unknown> = {}): string {
  const pull = { Sid: 'Pull', Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage'] };
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ ...pull, ...statement }] });
}

/** A creation template with some settings. */
export const template = (settings: Record<string, unknown> = {}) => ({
  prefix: 'approved',
  appliedFor: ['PULL_THROUGH_CACHE'],
  ...settings,
});
export const lifecyclePolicy = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 },
      action: { type: 'expire' },
    },
  ],
});
/** Every setting that a template has. */
export const everything = {
  description: 'from the hub',
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
  resourceTags: [{ Key: 'owner', Value: 'platform' }],
  imageTagMutability: 'IMMUTABLE',
  repositoryPolicy: policy(),
  lifecyclePolicy,
  customRoleArn: ROLE,
};
