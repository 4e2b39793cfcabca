import type { AccountId, Partition, Region } from '../manifest/schema';
import type { AwsOwned, Guardrails, PrivateNetwork } from './protection-model';
import type {
  Credentials,
  HubRegistry,
  PullThroughRegistry,
  Registry,
  ReplicatedRegistry,
  Replication,
} from './registry-model';

export type { AccountId, Partition, Region };

/** `arn:<partition>:…`, built by names.ts and nowhere else. */
export type Arn = string & { readonly __brand: 'Arn' };

/**
 * What a manifest means: every registry, rule, grant, name and stack, computed once by `resolve`.
 * Plain immutable data; projections (stacks, policies, checks, views) read it and never look back at the manifest.
 */
export interface Topology {
  /** Prefix of every named resource. */
  readonly name: string;
  readonly partition: Partition;
  /** Default tags on everything. */
  readonly tags: Readonly<Record<string, string>>;
  readonly organization: { readonly id: string; readonly managementAccount: AccountId };
  readonly deployment: Deployment;
  /** Where Terraform keeps its state; undefined: in local files beside the manifest. */
  readonly state: StateBucket | undefined;
  readonly hub: { readonly account: AccountId; readonly home: Region };
  readonly registries: readonly Registry[];
  readonly networks: readonly PrivateNetwork[];
  readonly awsOwned: AwsOwned;
  readonly replication: Replication | undefined;
  readonly guardrails: Guardrails | undefined;
  /** Every stack, in wave order. */
  readonly stacks: readonly Stack[];
}

export interface Deployment {
  /** Name of the role that the deployer assumes in each member account. */
  readonly roleName: string;
  /** The same in the management account; undefined: the caller's own credentials. */
  readonly managementRoleName: string | undefined;
}

export interface StateBucket {
  readonly account: AccountId;
  readonly region: Region;
  readonly bucket: string;
  /** The `state` stack itself still keeps local state. */
  readonly bootstrap: boolean;
}

/** The recommended order. Stacks do not depend on each other: it is advice that the demo and the rollout follow. */
export const waves = ['state', 'credentials', 'hub', 'environments', 'replication', 'guardrails'] as const;

export type Wave = (typeof waves)[number];

/** One Terraform stack: one account and Region, one state, one lock. */
export type Stack = {
  readonly id: string;
  readonly account: AccountId;
  readonly region: Region;
  readonly wave: Wave;
  /** Version constraint of hashicorp/aws: the manifest's, and what this stack needs on top. */
  readonly providerVersion: string;
} & (
  | { readonly kind: 'state'; readonly state: StateBucket }
  | { readonly kind: 'credentials'; readonly credentials: readonly Credentials[] }
  | { readonly kind: 'hub'; readonly registry: HubRegistry }
  | { readonly kind: 'pull-through'; readonly registry: PullThroughRegistry }
  | { readonly kind: 'replicated'; readonly registry: ReplicatedRegistry }
  | { readonly kind: 'network'; readonly network: PrivateNetwork }
  | { readonly kind: 'replication'; readonly replication: Replication }
  | { readonly kind: 'guardrails'; readonly guardrails: Guardrails }
);
