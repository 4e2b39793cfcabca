import type { Check } from './check';
import { findUpstream } from '../catalog/upstreams';
import { pathText, type Finding, type Path } from '../manifest/problems';
import type { Manifest, PullThroughEntry } from '../manifest/schema';

export const prefixChecks: readonly Check[] = [
  {
    id: 'prefix-overlap',
    severity: 'error',
    why: 'Which of two nested rules ECR uses is documented nowhere, and the settings of one would hold for the other.',
    source:
      'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html',
    run: ({ manifest }) => prefixes(manifest),
  },
  {
    id: 'root-upstream-prefix',
    severity: 'error',
    why: 'ECR allows an upstream prefix only where the cache has a prefix of its own.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html',
    run: ({ manifest }) =>
      Object.entries(manifest.environments).flatMap(([name, { pullThrough = [] }]) =>
        pullThrough.flatMap(({ hub, prefix }, index) =>
          hub !== undefined && prefix === 'ROOT'
            ? [
                {
                  path: ['environments', name, 'pullThrough', index, 'prefix'],
                  message:
                    'found ROOT beside hub, expected a namespace: ECR allows no upstream namespace with ROOT',
                },
              ]
            : [],
        ),
      ),
  },
  {
    id: 'hub-root',
    severity: 'error',
    why: 'With ROOT every repository of the hub that is not there yet would be fetched from the internet, tested or not.',
    source:
      'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html',
    run: ({ manifest }) =>
      manifest.hub.pullThrough.flatMap(({ prefix }, index) =>
        prefix === 'ROOT'
          ? [
              {
                path: ['hub', 'pullThrough', index, 'prefix'],
                message:
                  'found ROOT in the hub, expected a namespace: all that the hub lacks would come from the internet',
              },
            ]
          : [],
      ),
  },
];

/** Prefixes do not overlap within one registry; in the hub, its namespaces are prefixes as well. */
function prefixes({ hub, environments }: Manifest): Finding[] {
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
