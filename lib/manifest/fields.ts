import { z } from 'zod';

/**
 * The values that the manifest is made of. The `error` of each says what is allowed; the sentence around it, with what
 * was found, is put together by issues.ts.
 */

export const accountId = text('an account id: 12 digits in quotes', /^\d{12}$/).brand<'AccountId'>();
export type AccountId = z.output<typeof accountId>;

/** Looks like a Region; whether AWS has it, and whether the account has it enabled, only AWS knows. */
export const region = text('an AWS Region such as eu-west-1', /^[a-z]{2}(-[a-z]+)+-\d$/).brand<'Region'>();
export type Region = z.output<typeof region>;

export const partition = z.enum(['aws', 'aws-us-gov', 'aws-cn']);
export type Partition = z.output<typeof partition>;

/** What stack ids are joined from: names of environments and of accounts. */
export const stackName = text(
  'a lower-case name: letters, digits and "-", starting with a letter',
  /^[a-z][a-z0-9-]*$/,
);

export const unitName = text(
  'the name of an organizational unit: letters, digits, "-" and "_", starting with a letter',
  /^[A-Za-z][A-Za-z0-9_-]*$/,
);

const path = String.raw`[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*`;

/**
 * 2 to 30 characters, as ECR has it; no `--` and no `__`, as the provider has it. ECR assumes the trailing `/`.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html
 */
export const namespace = text(
  'a namespace of 2 to 30 lower-case letters and digits, with single ".", "_", "-" or "/" between them',
  new RegExp(`^(?=.{2,30}$)${path}$`),
);

/** A namespace, or ECR's word for "every repository that no other rule matches". */
export const rulePrefix = text(
  'ROOT or a namespace of 2 to 30 lower-case letters and digits, with single ".", "_", "-" or "/" between them',
  new RegExp(`^(?:ROOT|(?=.{2,30}$)${path})$`),
);

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html; the namespace comes in front. */
export const repositoryName = text(
  'a repository name of lower-case letters and digits, with single ".", "_", "-" or "/" between them',
  new RegExp(`^(?=.{1,225}$)${path}$`),
);

export const repositoryPattern = text(
  'a repository name in which * stands for any characters, such as my-org/*, without a registry host or a tag',
  /^(?=.{1,225}$)[a-z0-9*]([a-z0-9*._-]*[a-z0-9*])?(\/[a-z0-9*]([a-z0-9*._-]*[a-z0-9*])?)*$/,
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const roleName = text(
  'the name of an IAM role, without its path: 1 to 64 letters, digits or any of _+=,.@-',
  /^[\w+=,.@-]{1,64}$/,
);

/** https://docs.aws.amazon.com/tag-policies/latest/userguide/tag-limits.html */
export const tagKey = text(
  'a tag key of 1 to 128 characters that does not start with aws:',
  /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+@-]{1,128}$/iu,
);

export const tagValue = text(
  'a tag value of at most 256 letters, digits, spaces or any of _.:/=+@-',
  /^[\p{L}\p{N}\p{Zs}_.:/=+@-]{0,256}$/u,
);

/** A string of that shape; `allowed` completes the sentence "found …, expected …". */
export function text(allowed: string, pattern: RegExp) {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

/** `multipleOf`, since `z.int()` would abort the refinements of the objects around it. */
export function wholeNumber(minimum: number) {
  const error = `a whole number, ${minimum} or more`;
  return z.number({ error }).multipleOf(1, { error }).min(minimum, { error });
}

/** A list without duplicates. */
export function list<T extends z.ZodType>(item: T, minimum = 0) {
  return z
    .array(item)
    .min(minimum)
    .superRefine(refuseDuplicates, { when: ({ value }) => Array.isArray(value) })
    .meta({ uniqueItems: true });
}

/**
 * A map whose keys are names. Not `z.record(key, …)`, which does not look at what stands behind a wrong key, and so
 * would report that only after the key is right.
 */
export function mapOf<V extends z.ZodType>(key: ReturnType<typeof text> | typeof region, value: V) {
  return z
    .record(z.string(), value)
    .superRefine(
      (map, context) => {
        for (const name of Object.keys(map)) {
          const { error } = key.safeParse(name);
          const message = `found the key "${name}", expected ${error?.issues[0]?.message}`;
          if (error !== undefined)
            context.addIssue({ code: 'custom', path: [name], message, params: { at: 'key' } });
        }
      },
      { when: ({ value }) => isMap(value) },
    )
    .meta({
      propertyNames: { ...z.toJSONSchema(key), $schema: undefined },
    });
}

/** Accepts the value of one field in place of the whole map, and hands on the map. */
export function shortFor<T extends z.ZodType>(field: string, schema: T) {
  return z
    .preprocess((value) => (isScalar(value) ? { [field]: value } : value), schema)
    .meta({ shortFor: field });
}

/** What a map with a short form says of a value that is neither. Unknown keys of the map keep their own message. */
export function orMap(short: string) {
  return {
    error: (issue: { code?: string | undefined }) =>
      issue.code === 'invalid_type' ? `${short}, or a map` : undefined,
  };
}

/**
 * A map in which exactly one of two keys is there. It runs although other keys may be wrong, so that all errors are
 * reported at once, and keeps clear of a value that is no map at all.
 */
export function exactlyOne<T extends z.ZodType>(schema: T, first: string, second: string) {
  return schema
    .superRefine(
      (value, context) => {
        const [hasFirst, hasSecond] = [first, second].map((key) => isPresent(value, key));
        if (hasFirst && hasSecond) {
          const message = `found both ${first} and ${second}, expected exactly one of them`;
          context.addIssue({ code: 'custom', path: [second], message });
        } else if (!hasFirst && !hasSecond) {
          const message = `found neither ${first} nor ${second}, expected exactly one of them`;
          context.addIssue({ code: 'custom', message, params: { missing: [first, second] } });
        }
      },
      { when: ({ value }) => isMap(value) },
    )
    .meta({ exactlyOne: [first, second] });
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPresent(value: unknown, key: string): boolean {
  return isMap(value) && value[key] !== undefined;
}

function isScalar(value: unknown): boolean {
  return value !== undefined && (value === null || typeof value !== 'object');
}

function refuseDuplicates(items: readonly unknown[], context: z.core.$RefinementCtx): void {
  items.forEach((item, index) => {
    if (isScalar(item) && items.indexOf(item) < index) {
      const message = `found ${JSON.stringify(item)} twice, expected every entry once`;
      context.addIssue({ code: 'custom', path: [index], message });
    }
  });
}
