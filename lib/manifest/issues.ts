import { z } from 'zod';
import { didYouMean, nearest } from './nearest';
import type { Finding, Path } from './problems';
import { manifestSchema, type Manifest } from './schema';
import type { ManifestSource } from './source';

/** Phase two: data → manifest, or everything in it that does not fit the schema. */
export function applySchema(source: ManifestSource): { manifest: Manifest } | { findings: Finding[] } {
  const result = parse(source.value);
  if (result.success) return { manifest: result.data };
  const { issues } = result.error;
  const misspelled = misspellings(issues);
  const helped = quotingHelps(source, issues);
  return {
    findings: issues
      .filter((issue) => !missingKeys(issue).some((key) => misspelled.has(key)))
      .flatMap((issue) => findings(issue, source, helped)),
  };
}

function parse(value: unknown) {
  return manifestSchema.safeParse(value, { error: allowed, reportInput: true });
}

/** What is allowed, for an issue whose field does not say it: zod asks the field first. */
function allowed(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of: ${issue.values.join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum === 1 ? 'one entry' : `${issue.minimum} entries`}`;
    case 'unrecognized_keys':
      return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join(', ') : '';
    default:
      return 'something else';
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
};

function findings(issue: z.core.$ZodIssue, source: ManifestSource, helped: ReadonlySet<string>): Finding[] {
  const path = issue.path as Path;
  switch (issue.code) {
    case 'custom':
      return [{ path, message: issue.message, ...(issue.params?.['at'] === 'key' ? { at: 'key' } : {}) }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: 'key',
        message: `found the unknown key "${key}"${didYouMean(key, issue.message.split(', '))}, expected one of: ${issue.message}`,
      }));
    default: {
      const token = source.token(path);
      const quoted = helped.has(JSON.stringify(path)) ? `, write "${token}"` : '';
      return [{ path, message: `found ${found(issue, token)}, expected ${issue.message}${quoted}` }];
    }
  }
}

/** The value as its author wrote it, and its kind where the kind is what is wrong. */
function found({ code, input }: z.core.$ZodIssue, token: string | undefined): string {
  if (input === undefined) return 'nothing';
  if (input === null) return 'an empty value';
  const kind = Array.isArray(input) ? 'list' : typeof input === 'object' ? 'map' : typeof input;
  const text = typeof input === 'string' ? JSON.stringify(input) : (token ?? JSON.stringify(input));
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  if (kind === 'list' && text === '[]') return 'an empty list';
  return code === 'invalid_type' || kind !== 'string' ? `the ${kind} ${short}` : short;
}

/** YAML reads 012345678901 as a number without its zero: the places where quotes around what was written mend it. */
function quotingHelps(source: ManifestSource, issues: readonly z.core.$ZodIssue[]): Set<string> {
  const unquoted = issues.filter(
    ({ code, input, path }) =>
      code === 'invalid_type' && ['number', 'boolean'].includes(typeof input) && source.token(path as Path),
  );
  const value = structuredClone(source.value);
  for (const { path } of unquoted) replaceScalar(value, path as Path, source.token(path as Path));
  const remaining = new Set(parse(value).error?.issues.map(({ path }) => JSON.stringify(path)));
  return new Set(unquoted.map(({ path }) => JSON.stringify(path)).filter((path) => !remaining.has(path)));
}

/** A path may lead on into the long form of what is a scalar in the file: the scalar is replaced then. */
function replaceScalar(value: unknown, [key, ...rest]: Path, replacement: unknown): void {
  if (typeof value !== 'object' || value === null || key === undefined) return;
  const holder = value as Record<string | number, unknown>;
  if (typeof holder[key] === 'object' && holder[key] !== null) replaceScalar(holder[key], rest, replacement);
  else holder[key] = replacement;
}

/** Paths that an unknown key was probably meant to be. That they are missing is the same mistake, told twice. */
function misspellings(issues: readonly z.core.$ZodIssue[]): Set<string> {
  return new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => JSON.stringify([...issue.path, nearest(key, issue.message.split(', '))]))
        : [],
    ),
  );
}

/** Paths whose absence is what the issue is about. */
function missingKeys(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'custom') {
    const keys = (issue.params?.['missing'] ?? []) as string[];
    return keys.map((key) => JSON.stringify([...issue.path, key]));
  }
  return issue.input === undefined ? [JSON.stringify(issue.path)] : [];
}
