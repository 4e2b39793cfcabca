import { findUpstream } from '../catalog/upstreams';
import { pathText, type Finding, type Path } from './problems';
import type { Manifest, PullThroughEntry } from './schema';

/** Prefixes do not overlap within one registry; in the hub, its namespaces are prefixes as well. */
export function prefixes({ hub, environments }: Manifest): Finding[] {
  const ofNamespaces = Object.keys(hub.namespaces).map((name) => ({
    prefix: name,
    path: ['hub', 'namespaces', name],
  }));
  return [
    ...overlaps([...ofNamespaces, ...rulePrefixes(hub.pullThrough, ['hub', 'pullThrough'])]),
    ...Object.entries(environments).flatMap(([name, { pullThrough = [] }]) =>
      overlaps(rulePrefixes(pullThrough, ['environments', name, 'pullThrough'])),
    ),
  ];
}

/** The namespace that the entry's rule caches into. */
export function prefixOf({ hub, upstream, prefix }: PullThroughEntry): string | undefined {
  return prefix ?? hub ?? findUpstream(upstream ?? '')?.defaultPrefix;
}

interface Prefix {
  readonly prefix: string;
  readonly path: Path;
}

function rulePrefixes(entries: readonly PullThroughEntry[], path: Path): Prefix[] {
  return entries.flatMap((entry, index) => {
    const prefix = prefixOf(entry);
    if (prefix === undefined) return [];
    return [{ prefix, path: [...path, index, ...(entry.prefix === undefined ? [] : ['prefix'])] }];
  });
}

/** Which of two nested rules ECR would use is documented nowhere, and the settings of one would hold for the other. */
function overlaps(prefixes: readonly Prefix[]): Finding[] {
  return prefixes.flatMap(({ prefix, path }, index) => {
    const other = prefixes
      .slice(0, index)
      .find(
        (earlier) => `${prefix}/`.startsWith(`${earlier.prefix}/`) || earlier.prefix.startsWith(`${prefix}/`),
      );
    if (other === undefined) return [];
    const relation = other.prefix === prefix ? 'is taken by' : `is nested with "${other.prefix}" of`;
    const message = `found the prefix "${prefix}", which ${relation} ${pathText(other.path)}, expected prefixes apart in one registry`;
    return [{ path, message }];
  });
}
