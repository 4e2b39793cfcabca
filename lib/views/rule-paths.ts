import type { HubRegistry, PullThroughRule } from '../topology/registry-model';
import type { Topology } from '../topology/model';

/**
 * The rule that a repository of a registry belongs to. ROOT takes what no other rule has; the others never nest, the
 * manifest refuses that. https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html
 */
export function ruleFor(rules: readonly PullThroughRule[], repository: string): PullThroughRule | undefined {
  return (
    rules.find(({ prefix }) => prefix !== 'ROOT' && isBelow(prefix, repository)) ??
    rules.find(({ prefix }) => prefix === 'ROOT')
  );
}

/** The hub's own rule that a rule points at: two caches, one behind the other. */
export function chainedRule(topology: Topology, { upstream }: PullThroughRule): PullThroughRule | undefined {
  if (upstream.kind !== 'hub' || !upstream.chained) return undefined;
  return topology.registries
    .filter((registry): registry is HubRegistry => registry.kind === 'hub')
    .find(({ region }) => region === upstream.region)
    ?.rules.find(({ prefix }) => prefix === upstream.namespace);
}

/** The allow-list that keeps the path out, if one does: of the rule, or of the hub's rule behind it. */
export function excludedBy(
  path: string,
  ...rules: readonly (PullThroughRule | undefined)[]
): readonly string[] | undefined {
  return rules
    .map((rule) => rule?.only)
    .find((only) => only?.some((pattern) => matches(pattern, path)) === false);
}

/** Whether a repository lies in a namespace. ROOT is the whole registry. */
export function isBelow(namespace: string, repository: string): boolean {
  return namespace === 'ROOT' || repository.startsWith(`${namespace}/`);
}

/** What is left of a repository name below a namespace. */
export function pathBelow(namespace: string, repository: string): string {
  return namespace === 'ROOT' ? repository : repository.slice(namespace.length + 1);
}

/** The other way around. */
export function repositoryBelow(namespace: string, path: string): string {
  return namespace === 'ROOT' ? path : `${namespace}/${path}`;
}

/** As IAM reads it, where the pattern ends up: `*` is any characters, slashes included. */
function matches(pattern: string, path: string): boolean {
  const [start = '', ...pieces] = pattern.split('*');
  const end = pieces.pop();
  if (end === undefined) return pattern === path;
  if (!path.startsWith(start) || !path.endsWith(end)) return false;
  let at = start.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at + end.length <= path.length;
}
