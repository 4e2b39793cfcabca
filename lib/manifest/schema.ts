import { z } from 'zod';
import { environment } from './environment-schema';
import {
  accountId,
  list,
  mapOf,
  orMap,
  partition,
  region,
  roleName,
  shortFor,
  stackName,
  tagKey,
  tagValue,
  text,
  unitName,
  wholeNumber,
} from './fields';
import { alerts, guardrails, promotion } from './governance-schema';
import { hubNamespaces, pullThroughEntry, repositorySettings, scanningSettings } from './registry-schema';

export type { AccountId, Partition, Region } from './fields';
export type { EnvironmentAccount, ManifestEnvironment, PrivateNetwork } from './environment-schema';
export type { Alerts, GuardedUnit, Guardrails, Promotion } from './governance-schema';
export type {
  NamespaceSettings,
  PullThroughEntry,
  RepositoryOverrides,
  RepositorySettings,
  ScanningSettings,
} from './registry-schema';

const unitId = 'the id of an organizational unit such as ou-ab12-34cd56ef';
const organizationalUnit = shortFor(
  'id',
  z.strictObject(
    {
      id: text(unitId, /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/).meta({ description: 'Id of the unit, ou-….' }),
      parent: unitName.optional().meta({
        description:
          'Name of the unit that this one lies in, if the manifest has that too: what is attached there holds here as well.',
      }),
    },
    orMap(unitId),
  ),
);
export type OrganizationalUnit = z.output<typeof organizationalUnit>;

const organization = z.strictObject({
  id: text('the id of an organization such as o-a1b2c3d4e5', /^o-[a-z0-9]{10,32}$/).meta({
    description: 'Id of the AWS organization, o-…. Every grant in every policy is limited to it.',
  }),
  managementAccount: accountId.meta({
    description:
      'Account that owns the guardrails. Neither hub nor state nor an environment may be here: no guardrail binds it.',
  }),
  organizationalUnits: mapOf(unitName, organizationalUnit).default({}).meta({
    description: 'Name → id, or { id, parent }. Environments, consumers and guardrails use the names.',
  }),
});

const access = z.strictObject({
  roleName: roleName.default('OrganizationAccountAccessRole').meta({
    description:
      'Role that the deployer assumes in each member account (Control Tower: AWSControlTowerExecution). Guardrails exempt it.',
  }),
  management: z
    .strictObject({
      roleName: roleName.default('none').meta({
        description:
          "Role that the deployer assumes in the management account. none: the caller's own credentials.",
      }),
    })
    .prefault({})
    .meta({
      description: 'The same for the management account, where no OrganizationAccountAccessRole exists.',
    }),
});

const state = z.strictObject({
  account: accountId.meta({ description: 'Account of the state bucket.' }),
  region: region.meta({ description: 'Region of the state bucket. Cannot be changed after creation.' }),
  bucket: text(
    'a bucket name of 3 to 63 lower-case letters, digits or "-"',
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  ).meta({
    description: 'Name of the state bucket, unique in all of AWS. Cannot be changed after creation.',
  }),
  bootstrap: z.boolean().default(false).meta({
    description:
      'true: the state stack keeps its own state in a local file, since its bucket does not exist yet. Remove it, then `cdktf deploy state --migrate-state` moves that file in.',
  }),
});
export type StateSettings = z.output<typeof state>;

const provider = z.strictObject({
  version: text(
    'a Terraform version constraint such as ">= 5.100.0, < 7.0.0"',
    /^\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2}(\s*,\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2})*\s*$/,
  )
    .default('>= 5.100.0, < 7.0.0')
    .meta({
      description:
        'Versions of the provider hashicorp/aws. An exact one makes deployments repeatable: the lock files in cdktf.out do not last.',
    }),
});

const hub = z.strictObject({
  account: accountId.meta({
    description: 'Account of the central registry. Guardrails bind it like an environment.',
  }),
  regions: list(region, 1).meta({
    description:
      'Regions of the central registry. Images are pushed to the first, the home Region, and replicated to the others.',
  }),
  adopt: z.boolean().default(false).meta({
    description:
      "true: import what the hub's registries have one of, and exists already (policy, scanning, account settings, and the replication configuration of the home Region), instead of overwriting it silently. All of it must be there, or the import fails. Remove it after the first deployment.",
  }),
  pullThrough: z.array(pullThroughEntry).default([]).meta({
    description:
      'Rules of the hub itself, to external registries. An environment that points at one of them chains two caches.',
  }),
  namespaces: hubNamespaces.default({}).meta({
    description:
      'Namespace → settings of its repositories, {} for the general ones. Environments name them in `hub` and `replicated`.',
  }),
});
export type Hub = z.output<typeof hub>;

/** The whole of a manifest. The contract is section by section what `blueprint.yaml` shows. */
export const manifestSchema = z.strictObject({
  name: text(
    'a name of 2 to 20 lower-case letters, digits or "-", starting with a letter',
    /^[a-z][a-z0-9-]{1,19}$/,
  ).meta({ description: 'Prefix of every named resource. Changing it replaces nearly everything.' }),
  tags: mapOf(tagKey, tagValue)
    .default({})
    .meta({ description: 'Default tags on every resource, key → value.' }),
  partition: partition.default('aws').meta({
    description: 'aws, aws-us-gov or aws-cn: part of every ARN. One manifest is one partition.',
  }),
  organization: organization.meta({
    description: 'The AWS organization: its id, its management account, its units.',
  }),
  access: access.prefault({}).meta({ description: 'How the deployer gets into the accounts.' }),
  state: state.optional().meta({
    description:
      'Where Terraform keeps its state. Left out: in local files beside the manifest, for one person only.',
  }),
  provider: provider.prefault({}).meta({ description: 'The Terraform provider.' }),
  hub: hub.meta({ description: 'The central registry, upstream of every environment.' }),
  repositories: repositorySettings.prefault({}).meta({
    description:
      'Settings of all repositories. A namespace, an environment or a pull-through entry may override any of them.',
  }),
  scanning: scanningSettings.default({ type: 'enhanced', frequency: 'continuous' }).meta({
    description: 'How every registry scans its images: { type, frequency }, or { managed: elsewhere }.',
  }),
  environments: mapOf(stackName, environment).meta({
    description:
      'Name → environment. The name starts its stack ids, so that `cdktf deploy "staging-*"` deploys all of it.',
  }),
  guardrails: guardrails.optional().meta({
    description:
      'Service and resource control policies. Left out: no guardrails, anybody may pull from anywhere.',
  }),
  promotion: promotion
    .optional()
    .meta({ description: 'The gates that an image passes on its way to production. Left out: no gate.' }),
  alerts: alerts.optional().meta({ description: 'Who is told of what. Left out: nobody.' }),
  limits: mapOf(text('the id of a quota', /^[A-Za-z][A-Za-z0-9.-]*$/), wholeNumber(1))
    .default({})
    .meta({
      description: 'Quota → value, where AWS has raised a quota of the catalogue for you.',
    }),
});
export type Manifest = z.output<typeof manifestSchema>;
