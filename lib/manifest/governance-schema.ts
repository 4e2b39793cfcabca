import { z } from 'zod';
import { accountId, list, orMap, shortFor, stackName, tagKey, text, unitName, wholeNumber } from './fields';

/** What limits people rather than images: guardrails, the two promotion gates, alerts. */

/** The severities of ECR findings; an image passes with findings up to and including the one named. */
const severity = z.enum(['none', 'informational', 'low', 'medium', 'high', 'critical']);

const requesters = list(
  text(
    'the ARN of an IAM role or user, such as arn:aws:iam::111111111111:role/ci',
    /^arn:(aws|aws-us-gov|aws-cn):iam::\d{12}:(role|user)\/[\w+=,.@/*?-]{1,576}$/,
  ),
  1,
).meta({
  description: 'ARNs of the roles and users that may ask for it, * and ? as wildcards. Nobody else may.',
});

const guardedUnit = shortFor(
  'unit',
  z.strictObject(
    {
      unit: unitName.meta({ description: 'Name of an organizational unit.' }),
      mode: z.enum(['enforce', 'observe']).default('enforce').meta({
        description: 'enforce: attached. observe: written, proven and documented, but not attached.',
      }),
    },
    orMap('the name of an organizational unit'),
  ),
);

export const guardrails = z.strictObject({
  units: z.array(guardedUnit).default([]).meta({
    description: 'Organizational units in rollout order: a name (which enforces), or { unit, mode }.',
  }),
  awsOwnedRegistries: z
    .strictObject({
      services: list(text('the id of AWS-owned images, such as eks-add-ons', /^[a-z0-9-]+$/))
        .optional()
        .meta({
          description:
            "AWS's own images that stay reachable, by their ids in docs/guardrails.md. Default: all that are marked so there. Without eks-add-ons no EKS node starts.",
        }),
      additional: list(accountId).default([]).meta({
        description:
          "Accounts whose registries may be pulled from although they are outside the organization, beside AWS's own in the catalogue.",
      }),
    })
    .prefault({})
    .meta({
      description: 'Registries outside the organization that stay reachable, such as those of EKS add-ons.',
    }),
  breakGlass: z
    .strictObject({
      principalTag: tagKey.meta({
        description: 'Key of the principal tag that exempts its holder from the guardrails.',
      }),
      until: text('a UTC time such as 2026-12-31T00:00:00Z', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
        .refine((time) => !Number.isNaN(Date.parse(time)), {
          error: ({ input }) =>
            `found "${String(input)}", which is no date of the calendar, expected a UTC time such as 2026-12-31T00:00:00Z`,
        })
        .meta({ description: 'UTC time at which the exemption ends by itself, without a deployment.' }),
    })
    .optional()
    .meta({ description: 'The way around the guardrails in an emergency. Default: none.' }),
});
export type Guardrails = z.output<typeof guardrails>;
export type GuardedUnit = Guardrails['units'][number];

export const promotion = z.strictObject({
  export: z
    .strictObject({
      from: list(stackName, 1).meta({
        description: 'Pull-through environments whose cached images may be exported.',
      }),
      maxSeverity: severity.default('high').meta({
        description:
          'Most severe finding with which an image still passes: none, informational, low, medium, high or critical.',
      }),
      requesters,
    })
    .optional()
    .meta({ description: 'The gate from an environment into the hub. Default: none.' }),
  release: z
    .strictObject({
      maxSeverity: severity.default('medium').meta({
        description:
          'Most severe finding with which an image still passes: none, informational, low, medium, high or critical.',
      }),
      tagPattern: z
        .string()
        .refine(isRegularExpression, {
          error: ({ input }) => `found "${String(input)}", expected a regular expression such as ^v[0-9]+$`,
        })
        .default('^v[0-9]+[.][0-9]+[.][0-9]+$')
        .meta({
          description:
            'Regular expression for tags that may be released. The default is ^v1.2.3-like versions only.',
        }),
      requesters,
    })
    .optional()
    .meta({
      description: 'The gate inside the hub, from tested images to what production receives. Default: none.',
    }),
});
export type Promotion = z.output<typeof promotion>;

export const alerts = z.strictObject({
  email: list(text('an e-mail address', /^[^\s@]+@[^\s@]+\.[^\s@]+$/))
    .default([])
    .meta({
      description:
        'Who hears of findings, failed pull-through and failed replication. Each address has to confirm once.',
    }),
  retentionDays: wholeNumber(1)
    .default(90)
    .meta({ description: 'Days for which the events themselves are kept.' }),
});
export type Alerts = z.output<typeof alerts>;

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
