import type { AccountId, Arn, Partition, Region, Topology } from './model';
import type { Registry } from './registry-model';

/** Every name and ARN of the blueprint. Nothing else builds one. */

/** DNS suffix of AWS endpoints: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const dnsSuffix: Readonly<Record<Partition, string>> = {
  aws: 'amazonaws.com',
  'aws-us-gov': 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
};

/**
 * Where ECR looks for upstream tokens; it reads no other secret.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
const SECRET_PREFIX = 'ecr-pullthroughcache/';

type Named = Pick<Topology, 'name' | 'partition'>;
type Place = { readonly account: AccountId; readonly region: Region };

/** All of the blueprint's roles and policies live under this path: guardrails protect the path, not a name prefix. */
export function iamPath({ name }: Pick<Topology, 'name'>): string {
  return `/image-supply/${name}/`;
}

/** IAM is global and stacks are regional: role names carry the Region, so that no stack needs a sibling. */
export function fetchRoleName({ name }: Pick<Topology, 'name'>, region: Region): string {
  return `${name}-fetch-${region}`;
}

export function templateRoleName({ name }: Pick<Topology, 'name'>, region: Region): string {
  return `${name}-template-${region}`;
}

/** Managed policy for workloads: `pull` reads what is cached, `first-pull` may also make ECR fetch it. */
export function consumerPolicyName(
  { name }: Pick<Topology, 'name'>,
  environment: string,
  kind: 'pull' | 'first-pull',
  region: Region,
): string {
  return `${name}-${environment}-${kind}-${region}`;
}

/** Matches the fetch role of every account, in every Region. */
export function fetchRolePattern({ name, partition }: Named): Arn {
  return arn(`arn:${partition}:iam::*:role${iamPath({ name })}${name}-fetch-*`);
}

/** Matches the role of creation templates, in every account and Region. */
export function templateRolePattern({ name, partition }: Named): Arn {
  return arn(`arn:${partition}:iam::*:role${iamPath({ name })}${name}-template-*`);
}

/** Matches a role of that name, outside any path, in every account. */
export function rolePattern(partition: Partition, roleName: string): Arn {
  return arn(`arn:${partition}:iam::*:role/${roleName}`);
}

/** Matches what IAM has under the blueprint's path, in every account. */
export function pathPatterns({ name, partition }: Named): Arn[] {
  return ['role', 'policy'].map((kind) => arn(`arn:${partition}:iam::*:${kind}${iamPath({ name })}*`));
}

/** Matches the upstream tokens of every account and Region. */
export function tokenPattern(partition: Partition): Arn {
  return arn(`arn:${partition}:secretsmanager:*:*:secret:${SECRET_PREFIX}*`);
}

/** Matches repositories below a namespace, in any account and Region unless named. */
export function repositoryPattern(
  partition: Partition,
  path: string,
  { account = '*', region = '*' }: { readonly account?: string; readonly region?: string } = {},
): Arn {
  return arn(`arn:${partition}:ecr:${region}:${account}:repository/${path}`);
}

/**
 * Hosts of private registries in a Region, as patterns: twelve characters that IAM cannot ask to be digits. Both forms, the
 * dual-stack one is the second: https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
export function registryHostPatterns(partition: Partition, region: Region): string[] {
  return [
    `????????????.dkr.ecr.${region}.${dnsSuffix[partition]}`,
    ...(partition === 'aws-cn' ? [] : [`????????????.dkr-ecr.${region}.on.aws`]),
  ];
}

export function roleArn(partition: Partition, account: AccountId, roleName: string): Arn {
  return arn(`arn:${partition}:iam::${account}:role/${roleName}`);
}

export function rootArn(partition: Partition, account: AccountId): Arn {
  return arn(`arn:${partition}:iam::${account}:root`);
}

/** Name of a service (scp) or resource (rcp) control policy; a target may need more than one. */
export function guardrailPolicyName(
  { name }: Pick<Topology, 'name'>,
  target: { readonly name: string },
  type: 'scp' | 'rcp',
  number: number,
): string {
  return `${name}-image-supply-${target.name}-${type}-${number}`;
}

/** Every repository below a namespace; `only` narrows it to some of the upstream's repositories. */
export function repositoryArns(
  partition: Partition,
  place: Place,
  namespace: string,
  only: readonly string[] = ['*'],
): Arn[] {
  const below = namespace === 'ROOT' ? '' : `${namespace}/`;
  return only.map((pattern) => repositoryPattern(partition, `${below}${pattern}`, place));
}

/** Every Lambda function of an account and Region. */
export function functionPattern(partition: Partition, { account, region }: Place): Arn {
  return arn(`arn:${partition}:lambda:${region}:${account}:function:*`);
}

export function bucketArn(partition: Partition, bucket: string): Arn {
  return arn(`arn:${partition}:s3:::${bucket}`);
}

/**
 * Of an endpoint: ECR's names have another beginning in China, S3's has not.
 * https://github.com/aws/aws-cdk/pull/16139
 */
export function endpointServiceName(
  partition: Partition,
  region: Region,
  service: 'ecr.api' | 'ecr.dkr' | 's3',
): string {
  const beginning = partition === 'aws-cn' && service !== 's3' ? 'cn.com.amazonaws' : 'com.amazonaws';
  return `${beginning}.${region}.${service}`;
}

/** Of what the private path has in a VPC; at most 64 characters, as DNS Firewall has it. */
export function networkName(
  { name }: Pick<Topology, 'name'>,
  purpose: 'ecr-endpoints' | 'public-registries',
  vpc: string,
): string {
  return `${name}-${purpose}-${vpc}`;
}

export function keyAlias({ name }: Pick<Topology, 'name'>, purpose: 'images' | 'state'): string {
  return `alias/${name}-${purpose}`;
}

export function keyAliasArn(topology: Named, { account, region }: Place, purpose: 'images' | 'state'): Arn {
  return arn(`arn:${topology.partition}:kms:${region}:${account}:${keyAlias(topology, purpose)}`);
}

export function secretName(name: string): string {
  return `${SECRET_PREFIX}${name}`;
}

/** Terraform variables that carry a secret's content into the credentials stack: `TF_VAR_docker_hub_token`. */
export function credentialVariables(fullSecretName: string): {
  readonly username: string;
  readonly token: string;
} {
  const base = fullSecretName.slice(SECRET_PREFIX.length).replace(/[^A-Za-z0-9]/g, '_');
  return { username: `${base}_username`, token: `${base}_token` };
}

/** Host part of an image name in a private registry. */
export function registryHost(partition: Partition, { account, region }: Place): string {
  return `${account}.dkr.ecr.${region}.${dnsSuffix[partition]}`;
}

/** The form of such a host, for people. */
export function registryHostForm(partition: Partition): string {
  return `<account>.dkr.ecr.<region>.${dnsSuffix[partition]}`;
}

/** What a host name of a private registry says; undefined if it is none of the partition. */
export function registryOfHost(partition: Partition, host: string): Place | undefined {
  const [, account, region] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\./.exec(host) ?? [];
  if (account === undefined || region === undefined) return undefined;
  const place = { account: account as AccountId, region: region as Region };
  return host === registryHost(partition, place) ? place : undefined;
}

/** Key of a stack's state object: unique, since stack ids are. */
export function stateKey({ name }: Pick<Topology, 'name'>, stackId: string): string {
  return `${name}/${stackId}.tfstate`;
}

/** `<environment>-<account>-<region>`, so that the glob `staging-*` is "deploy staging". */
export function registryStackId(registry: Registry): string {
  return registry.kind === 'hub'
    ? `hub-${registry.region}`
    : `${registry.environment}-${registry.accountName}-${registry.region}`;
}

/** `<environment>-<account>-<region>-network`: the environment's glob takes it too. */
export function networkStackId(registry: Registry): string {
  return `${registryStackId(registry)}-network`;
}

export function credentialsStackId(registry: Registry): string {
  return `credentials-${registryStackId(registry)}`;
}

export function replicationStackId(region: Region): string {
  return `replication-${region}`;
}

function arn(text: string): Arn {
  return text as Arn;
}
