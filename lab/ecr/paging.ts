import type { Context } from './registry';
import { invalidParameter } from './parameters';

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html: "up to 100 results"
const DEFAULT_PAGE = 100;

export interface Page<T> {
  readonly items: T[];
  /** Spread into the response: `{}` on the last page. */
  readonly next: { nextToken?: string };
}

/**
 * One page in the order of the keys; the token names the last key seen, so that a deletion between two pages skips nothing.
 * It is good for the listing that gave it: one operation in one registry.
 * @throws AwsError InvalidParameterException for a token that this listing did not give
 */
export function page<T>(
  context: Context,
  all: ReadonlyMap<string, T>,
  { maxResults = DEFAULT_PAGE, nextToken }: { maxResults?: number; nextToken?: string },
): Page<T> {
  const after = nextToken === undefined ? '' : lastKeyOf(context, nextToken);
  const rest = [...all].filter(([key]) => key > after).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = rest.slice(0, maxResults);
  const last = shown.at(-1)?.[0];
  const more = rest.length > shown.length && last !== undefined;
  return { items: shown.map(([, item]) => item), next: more ? { nextToken: tokenFor(context, last) } : {} };
}

/** What is named, or all when nothing is; `missing` makes the error for a name that is not there, if it is one. */
export function named<T>(
  all: ReadonlyMap<string, T>,
  names: readonly string[] | undefined,
  missing?: (name: string) => Error,
): ReadonlyMap<string, T> {
  if (names === undefined) return all;
  const absent = names.find((name) => !all.has(name));
  if (absent !== undefined && missing) throw missing(absent);
  return new Map([...all].filter(([name]) => names.includes(name)));
}

function tokenFor(context: Context, key: string): string {
  return Buffer.from(`${listing(context)}${key}`).toString('base64url');
}

function lastKeyOf(context: Context, token: string): string {
  const key = Buffer.from(token, 'base64url').toString().slice(listing(context).length);
  if (key === '' || tokenFor(context, key) !== token) throw invalidParameter('nextToken', 'Invalid token');
  return key;
}

const listing = ({ operation, registry: { account, region } }: Context): string =>
  `${operation} ${account} ${region} after `;
