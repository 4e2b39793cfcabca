import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { Input, OperationName } from './inputs';

/** What one account has in one Region. */
export interface Firewall {
  readonly domainLists: Map<string, DomainList>;
  readonly ruleGroups: Map<string, RuleGroup>;
  readonly associations: Map<string, Association>;
  /** By VPC. */
  readonly configs: Map<string, Config>;
  /** By ARN. */
  readonly tags: Map<string, Map<string, string>>;
}

export interface Named {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  readonly CreatorRequestId: string;
  readonly CreationTime: string;
}
export interface DomainList extends Named {
  domains: readonly string[];
}
export interface RuleGroup extends Named {
  rules: readonly Rule[];
}
export type Rule = Omit<Input<'CreateFirewallRule'>, 'FirewallRuleGroupId'>;
export interface Association extends Named {
  readonly FirewallRuleGroupId: string;
  readonly VpcId: string;
  readonly Priority: number;
  readonly MutationProtection: 'ENABLED' | 'DISABLED';
}
export interface Config {
  readonly Id: string;
  readonly ResourceId: string;
  readonly OwnerId: string;
  readonly FirewallFailOpen: 'ENABLED' | 'DISABLED';
}

export interface Context {
  readonly firewall: Firewall;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  vpcExists(vpc: string): Promise<boolean>;
}

export type Output = Record<string, unknown>;
export type Operations = {
  [K in OperationName]: (context: Context, input: Input<K>) => Output | Promise<Output>;
};

export function emptyFirewall(): Firewall {
  return {
    domainLists: new Map(),
    ruleGroups: new Map(),
    associations: new Map(),
    configs: new Map(),
    tags: new Map(),
  };
}

/** A new thing of that kind, with its tags; ids look like `rslvr-fdl-0123456789abcdef0`. */
export function newNamed(
  { firewall, partition, region, account }: Context,
  kind: 'domain-list' | 'rule-group' | 'rule-group-association',
  { Name, CreatorRequestId, Tags = [] }: Input<'CreateFirewallDomainList'>,
): Named {
  const short = { 'domain-list': 'fdl', 'rule-group': 'frg', 'rule-group-association': 'frgassoc' }[kind];
  const Id = `rslvr-${short}-${randomBytes(9).toString('hex').slice(1)}`;
  const Arn = `arn:${partition}:route53resolver:${region}:${account}:firewall-${kind}/${Id}`;
  firewall.tags.set(Arn, new Map(Tags.map(({ Key, Value }) => [Key, Value])));
  return { Id, Arn, Name, CreatorRequestId, CreationTime: new Date().toISOString() };
}

/** @throws AwsError ResourceNotFoundException */
export function found<T>(all: ReadonlyMap<string, T>, id: string): T {
  const one = all.get(id);
  if (one === undefined) {
    throw new AwsError('ResourceNotFoundException', `Cannot find resource with ID "${id}"`);
  }
  return one;
}

export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
export const conflict = (message: string): AwsError => new AwsError('ConflictException', message);
