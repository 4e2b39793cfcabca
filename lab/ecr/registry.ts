import { AwsError } from '../aws-error';
import type { Input, OperationName } from './constraints';
import type { PullThroughCacheRule } from './pull-through';
import type { ReplicationConfiguration } from './replication';
import type { Repository } from './repositories';
import type { ScanningConfiguration } from './scanning';
import type { SigningConfiguration } from './signing';
import type { Template } from './templates';

/** What the emulation has to ask of the rest of the lab. */
export interface EcrWorld {
  partition: string;
  /** Whether an IAM role, user or account (`…:root`) is there. */
  principalExists(arn: string): Promise<boolean>;
  /** The secret of that ARN, with the key it is encrypted with, as Secrets Manager describes it; undefined: there is none. */
  secret(arn: string, account: string, region: string): Promise<{ kmsKeyId?: string } | undefined>;
  /** The ARN of a key by id, alias or ARN; undefined: there is none that is enabled. */
  kmsKey(key: string, account: string, region: string): Promise<string | undefined>;
}

/** One account's registry in one Region: everything ECR keeps is apart per account and Region. */
export interface Registry {
  readonly account: string;
  readonly region: string;
  readonly settings: Map<string, string>;
  policyText: string | undefined;
  readonly rules: Map<string, PullThroughCacheRule>;
  readonly templates: Map<string, Template>;
  scanning: ScanningConfiguration;
  replication: ReplicationConfiguration;
  signing: SigningConfiguration | undefined;
  /** ARNs of the principals whose pulls leave the last pull time as it is. */
  readonly pullTimeExclusions: Set<string>;
  readonly repositories: Map<string, Repository>;
}

export interface Context {
  readonly world: EcrWorld;
  readonly registry: Registry;
  readonly operation: string;
  readonly principal: string;
}

export type Output = Record<string, unknown>;
export type Operations = {
  [K in OperationName]: (context: Context, input: Input<K>) => Output | Promise<Output>;
};

export function emptyRegistry(account: string, region: string): Registry {
  return {
    account,
    region,
    settings: new Map(),
    policyText: undefined,
    rules: new Map(),
    templates: new Map(),
    scanning: { scanType: 'BASIC', rules: [] },
    replication: { rules: [] },
    signing: undefined,
    pullTimeExclusions: new Set(),
    repositories: new Map(),
  };
}

export const now = (): number => Date.now() / 1000;

export function repositoryArn({ world, registry }: Context, name: string): string {
  return `arn:${world.partition}:ecr:${registry.region}:${registry.account}:repository/${name}`;
}

export function registryHost({ world }: Context, account: string, region: string): string {
  return `${account}.dkr.ecr.${region}.${world.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

/**
 * The registry a request is for. The lab evaluates no resource policies, so it denies what only such a policy could
 * allow: another account's registry.
 */
export function registryOf(context: Context, registryId: string | undefined): Registry {
  const { registry, principal, operation } = context;
  if (registryId === undefined || registryId === registry.account) return registry;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${principal} is not authorized to perform: ecr:${operation} on the registry with id '${registryId}' ` +
      `because no resource-based policy allows the ecr:${operation} action`,
  );
}

/** A prefix always ends in an assumed slash: `prod` and `prod/` are one. */
export const prefixKey = (prefix: string): string => prefix.replace(/\/$/, '');

/** @throws AwsError if `arn` is no role of this registry's account, or is not there. */
export async function checkCustomRole({ world, registry }: Context, arn: string): Promise<void> {
  const refused = (why: string) =>
    new AwsError('InvalidParameterException', `Invalid parameter at 'customRoleArn': ${why}`);
  const account = /^arn:([^:]+):iam::([0-9]{12}):role\/.+$/.exec(arn);
  if (!account || account[1] !== world.partition) throw refused(`'${arn}' is not the ARN of an IAM role`);
  if (account[2] !== registry.account) {
    throw refused('the role must be in the same account as the registry that is configured');
  }
  if (!(await world.principalExists(arn))) throw refused(`the role '${arn}' does not exist`);
}
