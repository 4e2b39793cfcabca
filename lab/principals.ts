import type { Iam } from './iam';

/**
 * The AWS principals a resource policy names, `*` left out; undefined when it is no JSON object. Services, identity
 * providers and canonical users are not looked up: AWS does not look them up in an account either.
 */
export function principalsOf(policy: string): string[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const statements = [document['Statement'] ?? []].flat().filter(isObject);
  const named = statements.flatMap(({ Principal, NotPrincipal }) =>
    [Principal, NotPrincipal].filter(isObject).flatMap((principal) => [principal['AWS'] ?? []].flat()),
  );
  return [...new Set(named.map(String))].filter((principal) => principal !== '*');
}

/** The first of them that does not exist. A pattern is no principal: AWS takes wildcards only in conditions. */
export async function missingPrincipal(principals: readonly string[], iam: Iam): Promise<string | undefined> {
  for (const principal of principals) {
    if (/^A[A-Z0-9]{15,}$/.test(principal)) continue; // a unique id (AROA…, AIDA…): what is left of a deleted principal
    const arn = /^\d{12}$/.test(principal) ? `arn:${iam.partition}:iam::${principal}:root` : principal;
    if (!(await iam.principalExists(arn))) return principal;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
