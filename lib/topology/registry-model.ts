import type { AccountId, Region } from '../manifest/schema';

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
