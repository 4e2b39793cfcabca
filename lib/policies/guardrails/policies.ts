import type { GuardrailTarget } from '../../topology/protection-model';
import type { Topology } from '../../topology/model';
import type { PolicyDocument } from '../document';
import { pack } from './pack';
import { resourceControlStatements } from './resource-control';
import { serviceControlStatements } from './service-control';

export interface TargetPolicies {
  readonly target: GuardrailTarget;
  readonly serviceControl: readonly PolicyDocument[];
  readonly resourceControl: readonly PolicyDocument[];
}

/** The documents of every guarded unit and account, in rollout order; none without `guardrails` in the manifest. */
export function guardrailPolicies(topology: Topology): TargetPolicies[] {
  const { guardrails } = topology;
  if (guardrails === undefined) return [];
  const context = { topology, guardrails };
  return guardrails.targets.map((target) => ({
    target,
    serviceControl: pack(
      serviceControlStatements(context, target),
      guardrails.limits.serviceControlPolicySize,
    ),
    resourceControl: pack(resourceControlStatements(context), guardrails.limits.resourceControlPolicySize),
  }));
}
