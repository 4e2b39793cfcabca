import { z } from 'zod';
import { upstreams } from '../catalog/upstreams';
import {
  exactlyOne,
  isMap,
  list,
  mapOf,
  namespace,
  repositoryName,
  repositoryPattern,
  rulePrefix,
  text,
  wholeNumber,
} from './fields';

/** What a registry holds: the settings of its repositories, its pull-through rules, its scanning. */

const encryption = z.enum(['kms', 'aes256']);
const tagMutability = z.enum(['mutable', 'immutable']);
/**
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
 * Two wildcards at most: https://github.com/hashicorp/terraform-provider-aws/pull/43642
 */
const mutableTags = list(
  text(
    'a tag pattern of 1 to 128 letters, digits or any of ._-, with at most two *',
    /^(?!.*\*.*\*.*\*)[0-9a-zA-Z._*-]{1,128}$/,
  ),
  1,
).max(5);
const untaggedDays = wholeNumber(1);
const keepLast = wholeNumber(1);

const settingDescriptions = {
  encryption:
    "kms (a key of the blueprint's own per registry) or aes256 (ECR's default). Cannot be changed after a repository exists: only new ones get it.",
  tagMutability:
    'mutable or immutable. Left out, caches are mutable (else ECR cannot refresh them) and released and replicated images immutable.',
  mutableTags:
    'Tags that may be moved although the others are immutable: 1 to 5 patterns with at most two * each, such as latest or dev-*. Needs tagMutability: immutable and, in this stack, hashicorp/aws 6.10 or later.',
  lifecycle: 'What expires by itself. A replica never loses a tagged image, whatever stands here.',
  untaggedDays: 'Days after which an image that has no tag any more expires.',
  keepLast: 'Number of most recent tagged images that a cache keeps of each repository.',
  lambda:
    'true: AWS Lambda may pull from these repositories. (Lambda cannot pull through: the image must be there.)',
};

const overrides = {
  encryption: encryption.optional().meta({ description: settingDescriptions.encryption }),
  tagMutability: tagMutability.optional().meta({ description: settingDescriptions.tagMutability }),
  mutableTags: mutableTags.optional().meta({ description: settingDescriptions.mutableTags }),
  lifecycle: z
    .strictObject({
      untaggedDays: untaggedDays.optional().meta({ description: settingDescriptions.untaggedDays }),
      keepLast: keepLast.optional().meta({ description: settingDescriptions.keepLast }),
    })
    .optional()
    .meta({ description: settingDescriptions.lifecycle }),
  lambda: z.boolean().optional().meta({ description: settingDescriptions.lambda }),
};

/** What stands beside a namespace, an environment or a pull-through entry: key by key, it beats the general settings. */
export const repositoryOverrides = z.strictObject(overrides);
export type RepositoryOverrides = z.output<typeof repositoryOverrides>;

export const repositorySettings = z.strictObject({
  encryption: encryption.default('kms').meta({ description: settingDescriptions.encryption }),
  tagMutability: overrides.tagMutability,
  mutableTags: overrides.mutableTags,
  lifecycle: z
    .strictObject({
      untaggedDays: untaggedDays.default(7).meta({ description: settingDescriptions.untaggedDays }),
      keepLast: keepLast.default(100).meta({ description: settingDescriptions.keepLast }),
    })
    .prefault({})
    .meta({ description: settingDescriptions.lifecycle }),
  lambda: z.boolean().default(false).meta({ description: settingDescriptions.lambda }),
});
export type RepositorySettings = z.output<typeof repositorySettings>;

export const namespaceSettings = z.strictObject({
  ...overrides,
  create: list(repositoryName).default([]).meta({
    description:
      'Repositories below the namespace that Terraform creates in the home Region, for instance [my-org/app]. A push to any other fails until somebody creates it: ECR creates none on push here.',
  }),
});
export type NamespaceSettings = z.output<typeof namespaceSettings>;

/** Secrets Manager's characters: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const secretName = text(
  'the name of a secret without ecr-pullthroughcache/ in front: letters, digits or any of /_+=.@-',
  /^(?!ecr-pullthroughcache\/)[A-Za-z0-9/_+=.@-]{1,491}$/,
);

const credentials = exactlyOne(
  z.strictObject({
    secret: secretName.optional().meta({
      description:
        "Secret that the registry's credentials stack creates, as ecr-pullthroughcache/<secret>, in the registry's own account and Region: ECR reads it nowhere else.",
    }),
    version: wholeNumber(1).optional().meta({
      description:
        'Raise it to write a new token into `secret`; a deployment without the token then fails. Default 1.',
    }),
    existing: secretName.optional().meta({
      description:
        "Instead of `secret`: ecr-pullthroughcache/<existing> is there already, in the registry's account and Region, and is only read.",
    }),
  }),
  'secret',
  'existing',
);

export const pullThroughEntry = exactlyOne(
  z.strictObject({
    upstream: text('the id of an upstream registry', /[a-z]/i)
      .optional()
      .meta({
        enum: upstreams.map(({ id }) => id),
        description:
          'An external registry, by its id in the catalogue, such as docker-hub. Either this or `hub`.',
      }),
    hub: text('a namespace of the hub', /./).optional().meta({
      description:
        'A namespace of the hub, or the prefix of one of its own pull-through rules, which chains two caches. Either this or `upstream`.',
    }),
    credentials: credentials.optional().meta({
      description:
        'The token for `upstream`, where that registry demands one. The token itself never stands in the manifest.',
    }),
    prefix: rulePrefix.optional().meta({
      description:
        "Cache namespace: images are pulled as <registry>/<prefix>/<image>. Default: the catalogue's prefix, or the hub namespace. Changing it replaces the rule; what was cached stays under the old name.",
    }),
    url: text('a host name such as example.azurecr.io, without https://', /^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      .optional()
      .meta({
        description:
          'Host of the upstream, for upstreams where every customer has one of its own: <name>.azurecr.io (azure), <account>.dkr.ecr.<region>.amazonaws.com (ecr).',
      }),
    upstreamPrefix: namespace.optional().meta({
      description:
        'Only for ecr: namespace of the upstream registry that the rule is for. Default: all of the registry. Cannot be changed.',
    }),
    only: list(repositoryPattern, 1).optional().meta({
      description:
        'Allow-list of upstream repositories, * as wildcard: nothing else is granted to consumers. Default: all of them.',
    }),
    repositories: repositoryOverrides.optional().meta({
      description:
        'Settings of the repositories that this rule creates, where they differ from the general ones.',
    }),
  }),
  'upstream',
  'hub',
);
export type PullThroughEntry = z.output<typeof pullThroughEntry>;

export const hubNamespaces = mapOf(namespace, namespaceSettings);

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html; the first is the default. */
const frequencies = { enhanced: ['continuous', 'on-push'], basic: ['on-push', 'manual'] } as const;

export const scanningSettings = z
  .strictObject({
    type: z.enum(['enhanced', 'basic']).optional().meta({
      description:
        'enhanced (Amazon Inspector, charged per image) or basic. Changing it drops the earlier findings.',
    }),
    frequency: z.enum(['continuous', 'on-push', 'manual']).optional().meta({
      description: 'enhanced: continuous (default) or on-push; basic: on-push (default) or manual.',
    }),
    managed: z.literal('elsewhere').optional().meta({
      description:
        'elsewhere: an Inspector organization policy manages scanning and the blueprint leaves it alone (its own setting would be refused). Excludes the other two.',
    }),
  })
  .superRefine(checkScanning, { when: ({ value }) => isMap(value) })
  .transform((given): ScanningSettings => {
    if (given.managed !== undefined) return given;
    const type = given.type ?? 'enhanced';
    return { type, frequency: given.frequency ?? frequencies[type][0] };
  });

/** Either `managed`, or the other two. */
export interface ScanningSettings {
  readonly type?: 'enhanced' | 'basic' | undefined;
  readonly frequency?: 'continuous' | 'on-push' | 'manual' | undefined;
  readonly managed?: 'elsewhere' | undefined;
}

function checkScanning(given: ScanningSettings, context: z.core.$RefinementCtx): void {
  if (given.managed !== undefined) {
    for (const key of ['type', 'frequency'] as const) {
      const message = `found ${key} beside managed, expected managed alone`;
      if (given[key] !== undefined) context.addIssue({ code: 'custom', path: [key], message });
    }
    return;
  }
  const type = given.type ?? 'enhanced';
  const allowed: readonly string[] | undefined = frequencies[type];
  // A type or frequency that is no such word at all has its own error already.
  const comparable =
    allowed !== undefined && ['continuous', 'on-push', 'manual'].includes(given.frequency ?? '');
  if (comparable && !allowed.includes(given.frequency ?? '')) {
    const message = `found "${given.frequency}" with type ${type}, expected one of: ${allowed.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['frequency'], message });
  }
}
