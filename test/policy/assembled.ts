import type { Topology } from '../../lib/topology/model';
import type { Synthesized } from '../stacks/synthesized';

export interface Document {
  readonly Version: string;
  readonly Statement: readonly DocumentStatement[];
}
export type DocumentStatement = Readonly<Record<string, unknown>> & { readonly Sid?: string };

/** The policies of an organization as AWS would assemble them, read from what Terraform reads and from nothing else. */
export interface Assembled {
  /** Account or unit id → service control policies attached there. */
  readonly serviceControl: ReadonlyMap<string, readonly Document[]>;
  readonly resourceControl: ReadonlyMap<string, readonly Document[]>;
  /** `account region` → the registry's policy. */
  readonly registryPolicies: ReadonlyMap<string, Document>;
  /** Account → the policy of its key for images. */
  readonly keyPolicies: ReadonlyMap<string, Document>;
  /** ARN of a role of the blueprint → its policies. */
  readonly roles: ReadonlyMap<string, readonly Document[]>;
  /** Stack id → kind → the managed policies for workloads. */
  readonly consumers: ReadonlyMap<string, Readonly<Record<string, Document>>>;
  /** `ecr-api`, `ecr-dkr` or `s3`, and the VPC → the policy of that endpoint. */
  readonly endpoints: ReadonlyMap<string, Document>;
}

/** What Terraform will know only after it made the key. */
export const imageKey = (account: string): string =>
  `arn:aws:kms:eu-west-1:${account}:key/00000000-0000-0000-0000-000000000000`;

export function assemble(topology: Topology, stacks: Record<string, Synthesized>): Assembled {
  const block = (id: string, type: string) => stacks[id]?.resource?.[type] ?? {};
  const policies = block('guardrails', 'aws_organizations_policy');
  const attached = (type: string) => {
    const byTarget = new Map<string, Document[]>();
    for (const [id, attachment] of Object.entries(
      block('guardrails', 'aws_organizations_policy_attachment'),
    )) {
      const policy = policies[id.replace(/-attachment$/, '')];
      if (policy === undefined) throw new Error(`attachment ${id} has no policy`);
      if (policy['type'] !== type) continue;
      const target = String(attachment['target_id']);
      byTarget.set(target, [...(byTarget.get(target) ?? []), policy['content'] as Document]);
    }
    return byTarget;
  };
  const roles = new Map<string, Document[]>();
  const registryPolicies = new Map<string, Document>();
  const keyPolicies = new Map<string, Document>();
  const consumers = new Map<string, Record<string, Document>>();
  const endpoints = new Map<string, Document>();
  for (const { id, account, region } of topology.stacks) {
    const registryPolicy = block(id, 'aws_ecr_registry_policy')['policy'];
    if (registryPolicy) registryPolicies.set(`${account} ${region}`, registryPolicy['policy'] as Document);
    const madeKey = block(id, 'aws_kms_key')['images'];
    if (madeKey) keyPolicies.set(account, madeKey['policy'] as Document);
    for (const [name, role] of Object.entries(block(id, 'aws_iam_role'))) {
      const own = block(id, 'aws_iam_role_policy')[name.replace(/^role-/, 'permissions-')];
      const arn = `arn:${topology.partition}:iam::${account}:role${String(role['path'])}${String(role['name'])}`;
      const made = JSON.stringify(own?.['policy'])?.replaceAll(
        '${aws_kms_key.images.arn}',
        imageKey(account),
      );
      roles.set(arn, made === undefined ? [] : [JSON.parse(made) as Document]);
    }
    for (const [name, endpoint] of Object.entries(block(id, 'aws_vpc_endpoint'))) {
      endpoints.set(`${name} ${String(endpoint['vpc_id'])}`, endpoint['policy'] as Document);
    }
    const managed = Object.entries(block(id, 'aws_iam_policy')).map(([kind, policy]) => [
      kind,
      policy['policy'] as Document,
    ]);
    if (managed.length > 0) consumers.set(id, Object.fromEntries(managed) as Record<string, Document>);
  }
  return {
    serviceControl: attached('SERVICE_CONTROL_POLICY'),
    resourceControl: attached('RESOURCE_CONTROL_POLICY'),
    registryPolicies,
    keyPolicies,
    roles,
    consumers,
    endpoints,
  };
}
