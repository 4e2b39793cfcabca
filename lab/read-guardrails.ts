import {
  DescribePolicyCommand,
  OrganizationsClient,
  paginateListPoliciesForTarget,
  type PolicySummary,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { Guardrails } from '../lib/topology/protection-model';
import type { Credentials } from './lab';
import type { RegistryReport } from './read-back';

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const satisfies readonly PolicyType[];

/** What is attached to every guarded unit and account, as AWS Organizations says it. */
export async function readGuardrails(
  guardrails: Guardrails,
  endpoint: string,
  credentials: Credentials,
): Promise<RegistryReport> {
  const client = new OrganizationsClient({ endpoint, credentials, region: guardrails.region });
  const rows: [string, string, string][] = [];
  for (const { name, id, kind, mode } of guardrails.targets) {
    const attached = [];
    for (const type of TYPES) attached.push(...(await attachedTo(client, id, type)));
    const own = attached.filter(({ AwsManaged }) => AwsManaged !== true);
    for (const { Id, Name = '', Type } of own) {
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
      const statements = (JSON.parse(Policy?.Content ?? '{"Statement":[]}') as { Statement: unknown[] })
        .Statement;
      const short = Type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp';
      rows.push([
        short,
        name,
        `${Name}  ${statements.length} statements, ${Policy?.Content?.length} characters`,
      ]);
    }
    if (own.length === 0) rows.push([kind, name, `nothing attached (${mode})`]);
  }
  client.destroy();
  return { title: `guardrails  (account ${guardrails.account})`, rows };
}

async function attachedTo(
  client: OrganizationsClient,
  target: string,
  type: PolicyType,
): Promise<PolicySummary[]> {
  const found: PolicySummary[] = [];
  for await (const page of paginateListPoliciesForTarget({ client }, { TargetId: target, Filter: type })) {
    found.push(...(page.Policies ?? []));
  }
  return found;
}
