import { AwsError } from './aws-error';
import { MotoRefusal } from './moto';
import type { Refusal } from './refusals';

/** Size and count per policy type: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const LIMITS: Record<string, { size: number; attached: number }> = {
  SERVICE_CONTROL_POLICY: { size: 10_240, attached: 10 },
  RESOURCE_CONTROL_POLICY: { size: 5_120, attached: 5 }, // RCPFullAWSAccess is one of the five
};

/** Policy types that are not enabled, policies too large, one policy too many on a target. */
export const organizationsLimits: Refusal = async ({ operation, input, region }, _caller, { moto }) => {
  const ask: Ask = (name, parameters) =>
    moto.json('organizations', `AWSOrganizationsV20161128.${name}`, parameters, { region });
  const content = input['Content'];
  const type = operation === 'CreatePolicy' ? String(input['Type']) : await typeOf(ask, input['PolicyId']);
  if (type === undefined) return; // no such policy: moto says so
  const limits = LIMITS[type];
  if (limits && typeof content === 'string' && content.length > limits.size) {
    throw constraint(
      `POLICY_CONTENT_LIMIT_EXCEEDED`,
      `You have exceeded the maximum policy size of ${limits.size}.`,
    );
  }
  if (operation !== 'AttachPolicy') return;

  const { Roots } = await ask<{ Roots: { PolicyTypes: { Type: string; Status: string }[] }[] }>(
    'ListRoots',
    {},
  );
  if (!Roots[0]?.PolicyTypes.some((enabled) => enabled.Type === type && enabled.Status === 'ENABLED')) {
    throw new AwsError(
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    );
  }
  const attached = await attachedTo(ask, input['TargetId'], type);
  if (attached.includes(String(input['PolicyId']))) {
    throw new AwsError(
      'DuplicatePolicyAttachmentException',
      'A policy with the specified ID is already attached.',
    );
  }
  if (limits && attached.length >= limits.attached) {
    throw constraint(
      'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      `You have attached the maximum of ${limits.attached} policies of this type to the target.`,
    );
  }
};

type Ask = <Answer>(operation: string, input: object) => Promise<Answer>;

async function typeOf(ask: Ask, policyId: unknown): Promise<string | undefined> {
  try {
    const { Policy } = await ask<{ Policy: { PolicySummary: { Type: string } } }>('DescribePolicy', {
      PolicyId: policyId,
    });
    return Policy.PolicySummary.Type;
  } catch (error) {
    if (error instanceof MotoRefusal) return undefined;
    throw error;
  }
}

async function attachedTo(ask: Ask, target: unknown, type: string): Promise<string[]> {
  try {
    const { Policies } = await ask<{ Policies: { Id: string }[] }>('ListPoliciesForTarget', {
      TargetId: target,
      Filter: type,
    });
    return Policies.map(({ Id }) => Id);
  } catch (error) {
    if (error instanceof MotoRefusal) return [];
    throw error;
  }
}

function constraint(reason: string, message: string): AwsError {
  return new AwsError('ConstraintViolationException', message, 400, reason);
}
