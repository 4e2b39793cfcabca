import type { AccountId, Partition, Region } from '../manifest/schema';

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

/** One account and Region's ECR registry, and what this blueprint puts there. */
export type Registry = HubRegistry | PullThroughRegistry | ReplicatedRegistry;

interface RegistryBase {
  readonly account: AccountId;
  readonly region: Region;
  /** Import the registry's singletons (policy, scanning, account settings) instead of creating them. */
  readonly adopt: boolean;
  /** undefined: scanning is managed elsewhere, by an Inspector organization policy for example. */
  readonly scanning: Scanning | undefined;
  /** Settings of the repositories that ECR creates by itself. */
  readonly templates: readonly CreationTemplate[];
}

export interface HubRegistry extends RegistryBase {
  readonly kind: 'hub';
  /** Images are pushed to the home Region only; the others are fed by replication. */
  readonly home: boolean;
  /** Rules of the hub's own, to external registries. */
  readonly rules: readonly PullThroughRule[];
  /** Namespaces that images are pushed to. */
  readonly namespaces: readonly string[];
  /** Repositories that Terraform creates. */
  readonly repositories: readonly ManagedRepository[];
  /** Who may pull the hub's namespaces through a rule of their own. */
  readonly grants: readonly FetchGrant[];
}

export interface PullThroughRegistry extends RegistryBase {
  readonly kind: 'pull-through';
  readonly environment: string;
  readonly accountName: string;
  readonly rules: readonly PullThroughRule[];
  readonly consumers: Consumers;
}

/** A registry that receives images by replication alone. It has no `rules`: on-demand retrieval does not type-check here. */
export interface ReplicatedRegistry extends RegistryBase {
  readonly kind: 'replicated';
  readonly environment: string;
  readonly accountName: string;
  /** Hub namespaces that are replicated here. */
  readonly namespaces: readonly string[];
  readonly consumers: Consumers;
}

/** Principals outside the registry's account that may pull from it. */
export interface Consumers {
  readonly accounts: readonly AccountId[];
  /** Organizational unit ids. */
  readonly units: readonly string[];
}

export interface PullThroughRule {
  /** Local namespace, without the `/` that ECR assumes after it. */
  readonly prefix: string;
  readonly upstream: ExternalUpstream | HubUpstream | PrivateUpstream;
  /** Upstream repositories that may be fetched; patterns with `*`, relative to the prefix. Undefined: all. */
  readonly only: readonly string[] | undefined;
}

export interface ExternalUpstream {
  readonly kind: 'external';
  /** Catalogue id. */
  readonly id: string;
  /** `upstreamRegistryUrl`. */
  readonly url: string;
  readonly credentials: Credentials | undefined;
}

/** The hub, in this Region if it has a registry there, else in its home Region. */
export interface HubUpstream {
  readonly kind: 'hub';
  readonly account: AccountId;
  readonly region: Region;
  readonly url: string;
  readonly namespace: string;
  /** The namespace is a cache of the hub's own: whether ECR fills one cache through another is documented nowhere. */
  readonly chained: boolean;
}

/** Another private ECR registry: of this account in another Region, or of another account, whose policy is not ours. */
export interface PrivateUpstream {
  readonly kind: 'private';
  readonly account: AccountId;
  readonly region: Region;
  readonly url: string;
  /** `upstreamRepositoryPrefix`; undefined: the whole registry. */
  readonly namespace: string | undefined;
}

export interface Credentials {
  /** Full secret name, `ecr-pullthroughcache/…`, in the rule's own account and Region. */
  readonly secretName: string;
  /** Raised by hand to write a new token; undefined: the secret exists already and is not ours. */
  readonly version: number | undefined;
}

export interface RepositorySettings {
  readonly encryption: 'kms' | 'aes256';
  readonly tagMutability: 'mutable' | 'immutable';
  /** Patterns of tags that may move although the others are immutable; empty: none. */
  readonly mutableTags: readonly string[];
  readonly lifecycle: { readonly untaggedDays: number | undefined; readonly keepLast: number | undefined };
  /** Whether AWS Lambda may read the images. */
  readonly lambda: boolean;
}

export interface CreationTemplate {
  readonly prefix: string;
  readonly appliedFor: 'PULL_THROUGH_CACHE' | 'REPLICATION';
  readonly settings: RepositorySettings;
}

export interface ManagedRepository {
  readonly name: string;
  readonly settings: RepositorySettings;
}

export interface Scanning {
  readonly type: 'ENHANCED' | 'BASIC';
  readonly frequency: 'CONTINUOUS_SCAN' | 'SCAN_ON_PUSH' | 'MANUAL';
}

/** Fetch roles under these units and in these accounts may pull `namespaces` through a rule. */
export interface FetchGrant {
  readonly namespaces: readonly string[];
  /** Those of the namespaces that are caches of the hub's own. */
  readonly chained: readonly string[];
  readonly units: readonly string[];
  readonly accounts: readonly AccountId[];
}

/** A VPC's path to its Region's registries that does not lead through the internet, and what it may not resolve. */
export interface PrivateNetwork {
  /** The registry of the same account and Region, whose workloads the VPC holds. */
  readonly registry: PullThroughRegistry | ReplicatedRegistry;
  readonly vpc: string;
  /** Of the interface endpoints that are made here. */
  readonly subnets: readonly string[];
  /** Of the gateway endpoint that is made here. */
  readonly routeTables: readonly string[];
  /** Ids of endpoints that somebody else made: they get their policy and nothing more. */
  readonly existing: Readonly<Record<'api' | 'dkr' | 's3', string | undefined>>;
  /** Names of buckets, `*` as wildcard, that layers of public registries come from. */
  readonly deniedBuckets: readonly string[];
  readonly firewall: DnsFirewall | undefined;
}

/** What may be pulled although it is outside of the organization. */
export interface AwsOwned {
  /** Ids of the catalogue's AWS-owned images. */
  readonly services: readonly string[];
  /** Accounts beside those. */
  readonly additional: readonly AccountId[];
}

export interface DnsFirewall {
  readonly action: 'ALERT' | 'BLOCK';
  /** Whether queries pass while the firewall cannot answer. */
  readonly failOpen: boolean;
  /** Names of public registries, `*.` in front for all below. */
  readonly domains: readonly string[];
}

/** The hub's home registry sends images on; one document per registry. */
export interface Replication {
  readonly account: AccountId;
  readonly region: Region;
  /** Import the replication configuration instead of creating it. */
  readonly adopt: boolean;
  readonly rules: readonly ReplicationRule[];
}

export interface ReplicationRule {
  readonly namespaces: readonly string[];
  readonly destinations: readonly { readonly account: AccountId; readonly region: Region }[];
}

/** Service and resource control policies, attached in the management account. */
export interface Guardrails {
  readonly account: AccountId;
  readonly region: Region;
  /** In rollout order. */
  readonly targets: readonly GuardrailTarget[];
  /** Regions with a registry of the manifest: where AWS-owned images may be pulled from. */
  readonly regions: readonly Region[];
  readonly breakGlass: BreakGlass | undefined;
  /** Characters that fit into a document. */
  readonly limits: {
    readonly serviceControlPolicySize: number;
    readonly resourceControlPolicySize: number;
  };
}

/** An organizational unit, or the hub's or the state's account. */
export interface GuardrailTarget {
  readonly name: string;
  /** Unit or account id. */
  readonly id: string;
  readonly kind: 'hub' | 'state' | 'pull-through' | 'replicated';
  /** `observe`: the policies exist and are attached nowhere. */
  readonly mode: 'enforce' | 'observe';
  /** Environments that lie in the unit, nested units included. */
  readonly environments: readonly string[];
}

export interface BreakGlass {
  /** Key of the principal tag whose holders are exempt. */
  readonly principalTag: string;
  /** UTC time at which the exemption ends. */
  readonly until: string;
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
