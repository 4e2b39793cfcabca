import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { TerraformStack } from 'cdktf';
import { render, type PolicyDocument } from '../../lib/policies/document';
import { serviceTrust } from '../../lib/policies/roles';
import type { Topology } from '../../lib/topology/model';
import { iamPath } from '../../lib/topology/names';
import { reference } from './logical-id';

export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  /** The service principal that assumes it. */
  readonly service: string;
  readonly policy: PolicyDocument;
  /** Terraform references inside `policy`. */
  readonly references?: readonly string[];
}

/**
 * A role that ECR assumes, under the blueprint's IAM path, and its permissions as `aws_iam_role_policy.permissions-<id>`,
 * on which whatever names the role has to depend: ECR may try it at once. Returns a reference to its ARN.
 */
export function addServiceRole(
  stack: TerraformStack,
  topology: Topology,
  id: string,
  props: ServiceRoleProps,
): string {
  new IamRole(stack, `role-${id}`, {
    name: props.name,
    path: iamPath(topology),
    description: props.description,
    assumeRolePolicy: render(serviceTrust(props.service)),
  });
  new IamRolePolicy(stack, `permissions-${id}`, {
    name: 'image-supply',
    role: reference('aws_iam_role', `role-${id}`, 'name'),
    policy: render(props.policy, ...(props.references ?? [])),
  });
  return reference('aws_iam_role', `role-${id}`, 'arn');
}
