import { DataAwsOrganizationsOrganization } from '@cdktf/provider-aws/lib/data-aws-organizations-organization';
import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment';
import type { Construct } from 'constructs';
import { render, type PolicyDocument } from '../lib/policies/document';
import { guardrailPolicies } from '../lib/policies/guardrails/policies';
import type { GuardrailTarget } from '../lib/topology/protection-model';
import type { Stack } from '../lib/topology/model';
import { guardrailPolicyName } from '../lib/topology/names';
import { BaseStack, type BaseStackProps } from './base-stack';
import { logicalId, reference } from './constructs/logical-id';

type GuardrailsStackPlan = Extract<Stack, { kind: 'guardrails' }>;
type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** Service and resource control policies in the management account, attached where the manifest enforces them. */
export class GuardrailsStack extends BaseStack<GuardrailsStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<GuardrailsStackPlan>) {
    super(scope, props);
    new DataAwsOrganizationsOrganization(this, 'organization', {});
    for (const { target, serviceControl, resourceControl } of guardrailPolicies(props.topology)) {
      this.addPolicies(props, target, 'SERVICE_CONTROL_POLICY', serviceControl);
      this.addPolicies(props, target, 'RESOURCE_CONTROL_POLICY', resourceControl);
    }
  }

  private addPolicies(
    { topology }: BaseStackProps<GuardrailsStackPlan>,
    target: GuardrailTarget,
    type: PolicyType,
    documents: readonly PolicyDocument[],
  ): void {
    const short = type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp';
    documents.forEach((document, index) => {
      const id = logicalId(short, `${target.name}-${index + 1}`);
      const policy = new OrganizationsPolicy(this, id, {
        name: guardrailPolicyName(topology, target, short, index + 1),
        description: `image supply: ${target.name} (${target.kind})`,
        type,
        content: render(document),
      });
      // The provider has no resource for a policy type, short of owning the organization.
      policy.addOverride('lifecycle', {
        precondition: [
          {
            condition: `\${contains(data.aws_organizations_organization.organization.enabled_policy_types, "${type}")}`,
            error_message: `${type} is not enabled at the organization's root: aws organizations enable-policy-type --root-id <r-…> --policy-type ${type}`,
          },
        ],
      });
      if (target.mode === 'observe') return;
      new OrganizationsPolicyAttachment(this, `${id}-attachment`, {
        policyId: reference('aws_organizations_policy', id, 'id'),
        targetId: target.id,
      });
    });
  }
}
