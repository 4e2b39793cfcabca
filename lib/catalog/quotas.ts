/** A limit of AWS's or of the provider's that a manifest can reach. */
export interface Quota {
  /** What `limits` in the manifest calls it. */
  readonly id: string;
  /** What is counted, for people. */
  readonly what: string;
  readonly value: number;
  readonly source: string;
}

const ecrQuotas = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html';
const organizationsQuotas =
  'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html';
const iamQuotas = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';

export const quotas = [
  {
    id: 'pull-through-rules',
    what: 'pull-through cache rules in one registry',
    value: 50,
    source: ecrQuotas,
  },
  {
    id: 'replication-destinations',
    what: 'accounts and Regions that one registry replicates to, over all rules',
    value: 25,
    source: ecrQuotas,
  },
  {
    // AWS allows 25 since August 2026, but the provider's schema does not:
    // https://aws.amazon.com/about-aws/whats-new/2026/08/amazon-ecr-increased-replication-rules-limit
    id: 'replication-rules',
    what: 'replication rules of one registry',
    value: 10,
    source:
      'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ecr_replication_configuration',
  },
  {
    id: 'replication-filters',
    what: 'filters of one replication rule',
    value: 100,
    source: ecrQuotas,
  },
  {
    id: 'scanning-rules',
    what: 'scanning rules of one registry',
    value: 2,
    source:
      'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html',
  },
  {
    id: 'registry-policy-size',
    what: 'characters of a registry policy',
    value: 10_240,
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html',
  },
  {
    id: 'repository-name-length',
    what: 'characters of a repository name, its namespace included',
    value: 256,
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html',
  },
  {
    id: 'role-name-length',
    what: 'characters of the name of an IAM role',
    value: 64,
    source: iamQuotas,
  },
  {
    id: 'policy-name-length',
    what: 'characters of the name of an IAM policy',
    value: 128,
    source: iamQuotas,
  },
  {
    id: 'endpoint-policy-size',
    what: 'characters of the policy of a VPC endpoint',
    value: 20_480,
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html',
  },
  {
    id: 'service-control-policy-size',
    what: 'characters of a service control policy',
    value: 10_240,
    source: organizationsQuotas,
  },
  {
    id: 'service-control-policies',
    what: 'service control policies on one target, FullAWSAccess included',
    value: 10,
    source: organizationsQuotas,
  },
  {
    id: 'resource-control-policy-size',
    what: 'characters of a resource control policy',
    value: 5_120,
    source: organizationsQuotas,
  },
  {
    id: 'resource-control-policies',
    what: 'resource control policies on one target, RCPFullAWSAccess included',
    value: 5,
    source: organizationsQuotas,
  },
] as const satisfies readonly Quota[];

export type QuotaId = (typeof quotas)[number]['id'];

/** What holds for a manifest: its own limit, or the catalogue's. */
export function quota(id: QuotaId, limits: Readonly<Record<string, number>>): number {
  return limits[id] ?? quotas.find((known) => known.id === id)?.value ?? 0;
}
