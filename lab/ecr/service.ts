import type { ApiCall } from '../api-call';
import { AwsError, NOT_SERVED } from '../aws-error';
import { accountSettings } from './account-settings';
import { INPUTS, type OperationName } from './constraints';
import { images } from './images';
import { lifecycle } from './lifecycle';
import { pullThrough } from './pull-through';
import { pullTimeExclusions } from './pull-time-exclusions';
import {
  type Context,
  type EcrWorld,
  type Operations,
  type Output,
  type Registry,
  emptyRegistry,
} from './registry';
import { registryPolicy } from './registry-policy';
import { replication } from './replication';
import { repositories } from './repositories';
import { repositoryPolicy } from './repository-policy';
import { scanning } from './scanning';
import { parse } from './parameters';
import { signing } from './signing';
import { tagging } from './tags';
import { createFromTemplate } from './template-creation';
import { type AppliedFor, templates } from './templates';

export type { EcrWorld } from './registry';

/** A request as it came in; `principal` is the caller's ARN. */
export interface EcrCall {
  operation: string;
  input: Record<string, unknown>;
  account: string;
  region: string;
  principal: string;
}

const operations: Operations = {
  ...accountSettings,
  ...registryPolicy,
  ...pullThrough,
  ...templates,
  ...scanning,
  ...replication,
  ...repositories,
  ...repositoryPolicy,
  ...lifecycle,
  ...tagging,
  ...pullTimeExclusions,
  ...signing,
  ...images,
};

/** Amazon ECR in memory, per account and Region: what the Terraform provider, the SDK and the CLI call, except images. */
export class EcrService {
  private readonly registries = new Map<string, Registry>();

  constructor(private readonly world: EcrWorld) {}

  serves({ service }: Pick<ApiCall, 'service'>): boolean {
    return service === 'ecr';
  }

  /**
   * Timestamps in the answer are seconds, as in the JSON 1.1 protocol. The answer shares nothing with what is stored.
   * @throws AwsError what the service refuses; NOT_SERVED, with the operation's name, for what the lab does not serve
   */
  async call(call: EcrCall): Promise<Record<string, unknown>> {
    const { operation } = call;
    if (!isServed(operation)) {
      throw new AwsError(NOT_SERVED, `the lab does not serve ecr ${operation}`);
    }
    return structuredClone(await this.serve(operation, call));
  }

  /** Creates the repository that a pull, a replication or a push needs: the specification of what templates do. */
  async createFromTemplate(
    account: string,
    region: string,
    name: string,
    appliedFor: AppliedFor,
  ): Promise<void> {
    const principal = 'ecr.amazonaws.com';
    await createFromTemplate(
      this.context({ operation: 'CreateRepository', account, region, principal }),
      name,
      appliedFor,
    );
  }

  private serve<K extends OperationName>(operation: K, call: EcrCall): Output | Promise<Output> {
    // `parse` returns what INPUTS says of K; TypeScript cannot follow a generic key through two tables.
    const serve = operations[operation] as (context: Context, input: unknown) => Output | Promise<Output>;
    return serve(this.context(call), parse<unknown>(INPUTS[operation], call.input));
  }

  private context({ account, region, operation, principal }: Omit<EcrCall, 'input'>): Context {
    const key = `${account} ${region}`;
    const registry = this.registries.get(key) ?? emptyRegistry(account, region);
    this.registries.set(key, registry);
    return { world: this.world, registry, operation, principal };
  }
}

function isServed(operation: string): operation is OperationName {
  return Object.hasOwn(INPUTS, operation);
}
