import { EC2Client, paginateDescribeVpcEndpoints, type VpcEndpoint } from '@aws-sdk/client-ec2';
import type { Statement } from '../lib/policies/document';
import type { PrivateNetwork } from '../lib/topology/protection-model';
import { networkStackId } from '../lib/topology/names';
import type { Credentials } from './lab';
import type { RegistryReport } from './read-back';

/** What a VPC has of the private path, as EC2 and Route 53 Resolver say it. */
export async function readNetwork(
  { registry, vpc }: PrivateNetwork,
  endpoint: string,
  credentials: Credentials,
): Promise<RegistryReport> {
  const { account, region } = registry;
  const ec2 = new EC2Client({ endpoint, credentials, region });
  try {
    const endpoints: VpcEndpoint[] = [];
    const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
    for await (const page of paginateDescribeVpcEndpoints({ client: ec2 }, inVpc)) {
      endpoints.push(...(page.VpcEndpoints ?? []).filter(({ State }) => !/delet/i.test(State ?? '')));
    }
    const resolver = <Answer>(operation: string, input: object) =>
      askResolver<Answer>(endpoint, credentials, region, operation, input);
    return {
      title: `${networkStackId(registry)}  (account ${account}, ${region}, ${vpc})`,
      rows: [
        ...endpoints.map(endpointRow).sort(([, a], [, b]) => a.localeCompare(b)),
        ...(await firewallRows(vpc, resolver)),
      ],
    };
  } finally {
    ec2.destroy();
  }
}

function endpointRow({
  ServiceName = '',
  VpcEndpointType,
  PolicyDocument,
}: VpcEndpoint): [string, string, string] {
  const { Statement: statements } = JSON.parse(PolicyDocument ?? '{"Statement":[]}') as {
    Statement: Statement[];
  };
  return [
    'endpoint',
    /\.(ecr\.api|ecr\.dkr|s3)$/.exec(ServiceName)?.[1] ?? ServiceName,
    `${VpcEndpointType}  ${statements.map(({ Effect, Sid }) => `${Effect} ${Sid}`).join(', ')}`,
  ];
}

type Resolver = <Answer>(operation: string, input: object) => Promise<Answer>;

async function firewallRows(vpc: string, resolver: Resolver): Promise<[string, string, string][]> {
  const { FirewallRuleGroupAssociations: groups } = await resolver<{
    FirewallRuleGroupAssociations: { FirewallRuleGroupId: string; Name: string; Priority: number }[];
  }>('ListFirewallRuleGroupAssociations', { VpcId: vpc });
  const { FirewallConfig } = await resolver<{ FirewallConfig: { FirewallFailOpen: string } }>(
    'GetFirewallConfig',
    { ResourceId: vpc },
  );
  const failure = FirewallConfig.FirewallFailOpen === 'ENABLED' ? 'open' : 'closed';
  const rows: [string, string, string][] = [];
  for (const { FirewallRuleGroupId, Name, Priority } of groups) {
    const { FirewallRules } = await resolver<{
      FirewallRules: { Action: string; FirewallDomainListId: string }[];
    }>('ListFirewallRules', { FirewallRuleGroupId });
    for (const { Action, FirewallDomainListId } of FirewallRules) {
      const { FirewallDomainList } = await resolver<{ FirewallDomainList: { DomainCount: number } }>(
        'GetFirewallDomainList',
        { FirewallDomainListId },
      );
      const count = FirewallDomainList.DomainCount;
      rows.push([
        'firewall',
        `priority ${Priority}`,
        `${Action} ${count} domains  fails ${failure}  ${Name}`,
      ]);
    }
  }
  return rows;
}

/** A call in the JSON 1.1 protocol. The lab looks at the scope of a signature and not at the signature. */
async function askResolver<Answer>(
  endpoint: string,
  { accessKeyId, sessionToken }: Credentials,
  region: string,
  operation: string,
  input: object,
): Promise<Answer> {
  const scope = `${accessKeyId}/20200101/${region}/route53resolver/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Route53Resolver.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`Route 53 Resolver ${operation}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
