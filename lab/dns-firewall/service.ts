import type { ApiCall } from '../api-call';
import { AwsError, NOT_SERVED } from '../aws-error';
import type { Caller } from '../identity';
import { Violation } from '../shapes';
import { domainLists } from './domain-lists';
import {
  emptyFirewall,
  found,
  invalid,
  type Context,
  type Firewall,
  type Operations,
  type Output,
} from './firewall';
import { INPUTS, type OperationName } from './inputs';
import { ruleGroups } from './rule-groups';
import { vpcs } from './vpcs';

const operations: Operations = {
  ...domainLists,
  ...ruleGroups,
  ...vpcs,

  TagResource({ firewall }, { ResourceArn, Tags }) {
    const tags = found(firewall.tags, ResourceArn);
    for (const { Key, Value } of Tags) tags.set(Key, Value);
    return {};
  },

  UntagResource({ firewall }, { ResourceArn, TagKeys }) {
    const tags = found(firewall.tags, ResourceArn);
    for (const key of TagKeys) tags.delete(key);
    return {};
  },

  ListTagsForResource({ firewall }, { ResourceArn }) {
    return { Tags: [...found(firewall.tags, ResourceArn)].map(([Key, Value]) => ({ Key, Value })) };
  },
};

/** Route 53 Resolver DNS Firewall in memory, per account and Region; lists come in one page. moto has the rest of the service. */
export class DnsFirewallService {
  private readonly firewalls = new Map<string, Firewall>();

  constructor(
    private readonly partition: string,
    private readonly vpcExists: (
      vpc: string,
      scope: { readonly account: string; readonly region: string },
    ) => Promise<boolean>,
  ) {}

  serves({ service, operation, input }: Pick<ApiCall, 'service' | 'operation' | 'input'>): boolean {
    return (
      service === 'route53resolver' &&
      (operation.includes('Firewall') || String(input['ResourceArn']).includes(':firewall-'))
    );
  }

  /** @throws AwsError what the service refuses; NOT_SERVED for what the lab does not serve */
  async call({
    operation,
    input,
    account,
    region,
  }: Pick<ApiCall, 'operation' | 'input' | 'region'> & Pick<Caller, 'account'>): Promise<Output> {
    if (!isServed(operation)) {
      throw new AwsError(NOT_SERVED, `the lab does not serve route53resolver ${operation}`);
    }
    const scope = { account, region };
    const key = `${account} ${region}`;
    const firewall = this.firewalls.get(key) ?? emptyFirewall();
    this.firewalls.set(key, firewall);
    const context: Context = {
      firewall,
      partition: this.partition,
      ...scope,
      vpcExists: (vpc) => this.vpcExists(vpc, scope),
    };
    return structuredClone(await serve(operation, context, input));
  }
}

function serve<K extends OperationName>(
  operation: K,
  context: Context,
  input: Record<string, unknown>,
): Output | Promise<Output> {
  // `INPUTS` says what K takes; TypeScript cannot follow a generic key through two tables.
  const run = operations[operation] as (context: Context, input: unknown) => Output | Promise<Output>;
  try {
    return run(context, INPUTS[operation](input, ''));
  } catch (error) {
    throw error instanceof Violation
      ? invalid(`'${error.at}' failed to satisfy constraint: ${error.constraint}`)
      : error;
  }
}

function isServed(operation: string): operation is OperationName {
  return Object.hasOwn(INPUTS, operation);
}
