import type { AccountId, Region } from '../manifest/schema';
import type { PullThroughRegistry, ReplicatedRegistry } from './registry-model';

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
