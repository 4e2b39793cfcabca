import type { ApiCall } from './api-call';
import { AwsError } from './aws-error';
import type { Iam } from './iam';
import type { Caller } from './identity';
import { missingPrincipal, principalsOf } from './principals';
import { iamSizes } from './iam-limits';
import { organizationsLimits } from './organizations-limits';
import { secretLimits } from './secret-limits';
import type { Moto } from './moto';

/** What a check may ask. */
export interface World {
  moto: Moto;
  iam: Iam;
}

export type Refusal = (call: ApiCall, caller: Caller, world: World) => void | Promise<void>;

/** By `<service>:<Operation>`: throws the error AWS gives where moto gives none. Without them the order of stacks is never tested. */
const REFUSALS: Record<string, Refusal | readonly Refusal[]> = {
  'sts:AssumeRole': assumeRole,
  'sts:AssumeRoleWithWebIdentity': assumeRole,
  'kms:CreateKey': keyPolicy,
  'kms:PutKeyPolicy': keyPolicy,
  's3:PutBucketPolicy': bucketPolicy,
  'iam:CreateRole': [trustPolicy, ...iamSizes],
  'iam:UpdateAssumeRolePolicy': [trustPolicy, ...iamSizes],
  'iam:CreatePolicy': iamSizes,
  'iam:CreatePolicyVersion': iamSizes,
  'iam:PutRolePolicy': iamSizes,
  'ec2:CreateVpcEndpoint': endpointPolicy,
  'ec2:ModifyVpcEndpoint': endpointPolicy,
  'secretsmanager:CreateSecret': secretLimits,
  'secretsmanager:PutSecretValue': secretLimits,
  'secretsmanager:UpdateSecret': secretLimits,
  'organizations:AttachPolicy': organizationsLimits,
  'organizations:CreatePolicy': organizationsLimits,
  'organizations:UpdatePolicy': organizationsLimits,
};

/** @throws AwsError what AWS refuses of this call and moto would let pass */
export async function refuse(call: ApiCall, caller: Caller, world: World): Promise<void> {
  for (const check of [REFUSALS[`${call.service}:${call.operation}`] ?? []].flat()) {
    await check(call, caller, world);
  }
}

/** moto gives credentials for any ARN, which hides a role that is made too late or in another account. */
async function assumeRole({ operation, input }: ApiCall, caller: Caller, { iam }: World): Promise<void> {
  const role = string(input['RoleArn']);
  if (/^arn:[^:]+:iam::\d{12}:role\//.test(role) && (await iam.principalExists(role))) return;
  const who = operation === 'AssumeRole' ? `User: ${caller.principal} is not` : 'Not';
  throw new AwsError(
    'AccessDenied',
    operation === 'AssumeRole'
      ? `${who} authorized to perform: sts:AssumeRole on resource: ${role}`
      : `${who} authorized to perform sts:${operation}`,
    403,
    'no such role in the lab',
  );
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html: 32 kilobytes */
async function keyPolicy({ input }: ApiCall, _caller: Caller, { iam }: World): Promise<void> {
  if (input['Policy'] === undefined) return;
  const policy = string(input['Policy']);
  const malformed = (message: string, reason?: string): AwsError =>
    new AwsError('MalformedPolicyDocumentException', message, 400, reason);
  const principals = principalsOf(policy);
  if (!principals) throw malformed('The new key policy is not valid JSON.');
  if (Buffer.byteLength(policy) > 32_768)
    throw new AwsError('LimitExceededException', 'key policy over 32 KB');
  const missing = await missingPrincipal(principals, iam);
  if (missing) {
    throw malformed('Policy contains a statement with one or more invalid principals.', missing);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html: 20 KB */
async function bucketPolicy({ body }: ApiCall, _caller: Caller, { iam }: World): Promise<void> {
  const principals = principalsOf(body);
  if (!principals) throw new AwsError('MalformedPolicy', 'Policies must be valid JSON');
  if (Buffer.byteLength(body) > 20_480) {
    throw new AwsError('PolicyTooLarge', 'Policy exceeds the maximum allowed document size of 20480.');
  }
  const missing = await missingPrincipal(principals, iam);
  if (missing) throw new AwsError('MalformedPolicy', 'Invalid principal in policy', 400, missing);
}

/**
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html: 20,480 characters. A gateway endpoint takes
 * no principal but `*`. EC2's code for either is not documented.
 */
function endpointPolicy({ input }: ApiCall): void {
  if (input['PolicyDocument'] === undefined) return;
  const policy = string(input['PolicyDocument']);
  const refused = (message: string) => new AwsError('InvalidPolicyDocument', message);
  const principals = principalsOf(policy);
  if (!principals) throw refused('The policy document is not a valid JSON policy document.');
  if (policy.length > 20_480) throw refused('The policy document exceeds 20480 characters.');
  if (input['VpcEndpointType'] === 'Gateway' && principals.length > 0) {
    throw refused('The policy of a gateway endpoint takes the principal * alone.');
  }
}

async function trustPolicy({ operation, input }: ApiCall, _caller: Caller, { iam }: World): Promise<void> {
  const policy = string(input[operation === 'CreateRole' ? 'AssumeRolePolicyDocument' : 'PolicyDocument']);
  const principals = principalsOf(policy);
  if (!principals) throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json');
  const missing = await missingPrincipal(principals, iam);
  if (missing)
    throw new AwsError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${missing}"`);
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
