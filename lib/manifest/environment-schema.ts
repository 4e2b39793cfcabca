import { z } from 'zod';
import {
  accountId,
  exactlyOne,
  isMap,
  list,
  mapOf,
  namespace,
  orMap,
  region,
  shortFor,
  stackName,
  text,
  unitName,
} from './fields';
import { pullThroughEntry, repositoryOverrides } from './registry-schema';

/** An environment: which registries it has, where their images come from, who uses them. */

const ec2Id = (prefix: string) =>
  text(`an id such as ${prefix}-0a1b2c3d4e5f60718`, new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`));

export const environmentAccount = shortFor(
  'id',
  z.strictObject(
    {
      id: accountId.meta({ description: 'The account. Its registry is owned by this environment alone.' }),
      regions: list(region, 1).optional().meta({
        description: "Regions with a registry in this account. Default: the environment's.",
      }),
      adopt: z.boolean().default(false).meta({
        description:
          "true: import the registry's policy, scanning and account settings, which exist already, instead of overwriting them silently. The policy must be there, or the import fails. Remove it after the first deployment.",
      }),
    },
    orMap('an account id: 12 digits in quotes'),
  ),
);
export type EnvironmentAccount = z.output<typeof environmentAccount>;

const dnsFirewall = shortFor(
  'action',
  z.strictObject(
    {
      action: z.enum(['alert', 'block'], { error: 'alert or block' }).meta({
        description:
          'What happens when a workload resolves the name of a known public registry: alert logs it, block answers that there is no such name.',
      }),
      failure: z.enum(['closed', 'open']).default('closed').meta({
        description:
          'What happens to every DNS query of the VPC while the firewall cannot answer: closed refuses it, open lets it through. One setting per VPC.',
      }),
      contentOf: list(text('the id of an upstream, such as docker-hub', /^[a-z0-9-]+$/))
        .default([])
        .meta({
          description:
            'Upstreams whose CDN hosts are listed as well. Not where a rule of the environment has that upstream: a first pull may be redirected to its CDN.',
        }),
    },
    orMap('alert or block'),
  ),
);

const existingEndpoints = z.strictObject({
  api: ec2Id('vpce').optional().meta({ description: 'Interface endpoint of ecr.api that exists already.' }),
  dkr: ec2Id('vpce').optional().meta({ description: 'Interface endpoint of ecr.dkr that exists already.' }),
  s3: ec2Id('vpce').optional().meta({ description: 'Gateway endpoint of S3 that exists already.' }),
});

/** The endpoints that are created, each with the key that says where. */
const NEEDS = { api: 'subnets', dkr: 'subnets', s3: 'routeTables' } as const;

export const privateNetwork = z
  .strictObject({
    vpc: ec2Id('vpc').meta({ description: 'VPC whose workloads reach the registry without the internet.' }),
    subnets: list(ec2Id('subnet'), 1).optional().meta({
      description:
        'Subnets for the endpoints ecr.api and ecr.dkr, one per Availability Zone at most. Required unless both are in `existing`.',
    }),
    routeTables: list(ec2Id('rtb'), 1).optional().meta({
      description:
        'Route tables for the S3 gateway endpoint, through which image layers come. Required unless it is in `existing`.',
    }),
    existing: existingEndpoints.prefault({}).meta({
      description:
        'Endpoints of the VPC that somebody else made: they get the policy and stay otherwise as they are.',
    }),
    dnsFirewall: dnsFirewall.optional().meta({
      description:
        'What the name of a known public registry meets here (docs/network.md lists them). Default: no DNS firewall.',
    }),
  })
  .superRefine(
    (value, context) => {
      const { existing } = value;
      for (const key of ['subnets', 'routeTables'] as const) {
        const made = (['api', 'dkr', 's3'] as const).filter(
          (name) => NEEDS[name] === key && !(isMap(existing) && existing[name] !== undefined),
        );
        if (value[key] === undefined && made.length > 0) {
          const message = `found no ${key}, expected a list, for the ${made.join(' and ')} endpoint; or the one that exists, in existing`;
          context.addIssue({ code: 'custom', message, params: { missing: [key] } });
        }
      }
    },
    { when: ({ value }) => isMap(value) },
  );
export type PrivateNetwork = z.output<typeof privateNetwork>;

export const environment = exactlyOne(
  z.strictObject({
    organizationalUnit: unitName.optional().meta({
      description:
        'Name of the organizational unit that holds the accounts. One unit holds one kind of environment, pull-through or replicated.',
    }),
    accounts: mapOf(stackName, environmentAccount)
      .refine((accounts) => Object.keys(accounts).length > 0, {
        error: 'found no account, expected one at least',
        when: ({ value }) => isMap(value),
      })
      .meta({
        description:
          'Name → account id, or { id, regions, adopt }. The name is part of the stack id <environment>-<account>-<region>: renaming it means new stacks.',
      }),
    regions: list(region).default([]).meta({
      description: 'Regions with a registry in every account that has no `regions` of its own.',
    }),
    pullThrough: z.array(pullThroughEntry).min(1).optional().meta({
      description:
        'Pull-through environment: the rules of its registries, to the hub and to external registries. Excludes `replicated`.',
    }),
    replicated: list(namespace, 1).optional().meta({
      description:
        'Replicated environment: the hub namespaces it receives. It has no rule and fetches nothing. Excludes `pullThrough`.',
    }),
    consumers: z
      .strictObject({
        accounts: list(accountId).default([]).meta({ description: 'Other accounts that may pull.' }),
        organizationalUnits: list(unitName).default([]).meta({
          description: 'Names of organizational units whose accounts, nested ones included, may pull.',
        }),
      })
      .prefault({})
      .meta({ description: 'Who pulls from these registries, beside the accounts that hold them.' }),
    network: mapOf(stackName, mapOf(region, privateNetwork)).optional().meta({
      description: 'Account name → Region → the private path to the registry there, as a stack of its own.',
    }),
    repositories: repositoryOverrides.optional().meta({
      description:
        'Settings of the repositories in this environment, where they differ from the general ones.',
    }),
  }),
  'pullThrough',
  'replicated',
);
export type ManifestEnvironment = z.output<typeof environment>;
