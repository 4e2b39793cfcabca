import { AwsError } from './aws-error';
import type { Refusal } from './refusals';

/** Hard limits of IAM, white space not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICY = 6_144;
/** All inline policies of a role together. */
const ROLE_INLINE_POLICIES = 10_240;
/** The default; AWS raises it to 4,096 on request. */
const TRUST_POLICY = 2_048;
const ROLE_NAME = 64;
const POLICY_NAME = 128;

const names: Refusal = ({ input }) => {
  atMost('roleName', input['RoleName'], ROLE_NAME);
  atMost('policyName', input['PolicyName'], POLICY_NAME);
};

const sizes: Refusal = async ({ operation, input }, caller, { iam }) => {
  const document = text(input['PolicyDocument'] ?? input['AssumeRolePolicyDocument']);
  switch (operation) {
    case 'CreateRole':
    case 'UpdateAssumeRolePolicy':
      if (sizeOf(document) > TRUST_POLICY)
        throw exceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY}`);
      return;
    case 'PutRolePolicy': {
      const role = text(input['RoleName']);
      const inline = await iam.inlinePolicies(role, caller.account);
      inline.set(text(input['PolicyName']), document);
      const total = [...inline.values()].map(sizeOf).reduce((sum, size) => sum + size, 0);
      if (total > ROLE_INLINE_POLICIES) {
        throw exceeded(`Maximum policy size of ${ROLE_INLINE_POLICIES} bytes exceeded for role ${role}`);
      }
      return;
    }
    default:
      if (sizeOf(document) > MANAGED_POLICY)
        throw exceeded(`Cannot exceed quota for PolicySize: ${MANAGED_POLICY}`);
  }
};

export const iamSizes: readonly Refusal[] = [names, sizes];

function atMost(parameter: string, value: unknown, length: number): void {
  if (text(value).length <= length) return;
  throw new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${text(value)}' at '${parameter}' failed to satisfy constraint: Member must have length less than or equal to ${length}`,
  );
}

function exceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}

function sizeOf(document: string): number {
  return document.replace(/\s/g, '').length;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
