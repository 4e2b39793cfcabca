import { findUpstream, upstreams } from '../catalog/upstreams';
import { insteadOf } from '../catalog/unsupported-upstreams';
import { didYouMean } from '../manifest/nearest';
import type { Finding, Path } from '../manifest/problems';
import type { Manifest, PullThroughEntry } from '../manifest/schema';
import type { Check } from './check';
import { prefixOf } from './prefixes';

const ruleGuide =
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html';

/** What registries fetch and receive: upstreams and namespaces exist and have what they need. */
export const pullThroughChecks: readonly Check[] = [
  {
    id: 'upstream',
    severity: 'error',
    why: 'ECR pulls through from a fixed list of registries and refuses others with UnsupportedUpstreamRegistryException.',
    source: ruleGuide,
    run: ({ manifest }) => everyEntry(manifest, unknownUpstream),
  },
  {
    id: 'hub-namespace',
    severity: 'error',
    why: 'The rule or the replication would lead nowhere. What a rule of the hub cached is no source for replication: nobody approved it.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
    run: ({ manifest }) => targets(manifest),
  },
  {
    id: 'hub-of-itself',
    severity: 'error',
    why: 'A registry cannot be its own upstream.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
    run: ({ manifest }) => circular(manifest),
  },
  {
    id: 'chained-rule',
    severity: 'warning',
    why: 'Whether ECR fills one cache through another is documented nowhere; docs/chained-rules.md has what is known.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
    run: ({ manifest }) => chained(manifest),
  },
];

/** A rule of the manifest and where it stands. */
export interface PlacedEntry {
  readonly entry: PullThroughEntry;
  readonly path: Path;
}

/** The rules of one registry after the other, as the manifest has them: the hub's first. */
export function entryLists({ hub, environments }: Manifest): { path: Path; entries: PlacedEntry[] }[] {
  return [
    { path: ['hub', 'pullThrough'], entries: hub.pullThrough },
    ...Object.entries(environments).map(([name, { pullThrough = [] }]) => ({
      path: ['environments', name, 'pullThrough'],
      entries: pullThrough,
    })),
  ].map(({ path, entries }) => ({
    path,
    entries: entries.map((entry, index) => ({ entry, path: [...path, index] })),
  }));
}

/** What `find` has to say of any rule. */
export function everyEntry(manifest: Manifest, find: (placed: PlacedEntry) => Finding[]): Finding[] {
  return entryLists(manifest).flatMap(({ entries }) => entries.flatMap(find));
}

function unknownUpstream({ entry: { hub, upstream: id = '' }, path }: PlacedEntry): Finding[] {
  if (hub !== undefined || findUpstream(id) !== undefined) return [];
  const here = [...path, 'upstream'];
  const ids = upstreams.map((upstream) => upstream.id);
  const meant = upstreams.find(({ hosts }) => hosts.includes(id.toLowerCase()));
  if (meant !== undefined)
    return [{ path: here, message: `found the host "${id}", expected its id: ${meant.id}` }];
  const instead = insteadOf(id);
  const message =
    instead === undefined
      ? `found the unknown upstream "${id}"${didYouMean(id, ids)}, expected one of: ${ids.join(', ')}`
      : `found "${id}", which ECR cannot pull through, expected one of: ${ids.join(', ')}; ${instead}`;
  return [{ path: here, message }];
}

/** What environments want of the hub is there. */
function targets({ hub, environments }: Manifest): Finding[] {
  const namespaces = Object.keys(hub.namespaces);
  return Object.entries(environments).flatMap(([name, environment]) => [
    ...(environment.pullThrough ?? []).flatMap((entry, index) =>
      entry.hub === undefined
        ? []
        : unknownNamespace(
            entry.hub,
            [...namespaces, ...cachedByHub(hub)],
            ['environments', name, 'pullThrough', index, 'hub'],
          ),
    ),
    ...(environment.replicated ?? []).flatMap((target, index) =>
      unknownNamespace(target, namespaces, ['environments', name, 'replicated', index]),
    ),
  ]);
}

function cachedByHub({ pullThrough }: Manifest['hub']): string[] {
  return pullThrough.flatMap((entry) => (entry.hub === undefined ? (prefixOf(entry) ?? []) : []));
}

function circular({ hub }: Manifest): Finding[] {
  return hub.pullThrough.flatMap((entry, index) =>
    entry.hub === undefined
      ? []
      : [
          {
            path: ['hub', 'pullThrough', index, 'hub'],
            message: 'found the hub as upstream of itself, expected upstream: <id> of an external registry',
          },
        ],
  );
}

function chained({ hub, environments }: Manifest): Finding[] {
  const caches = cachedByHub(hub);
  return Object.entries(environments).flatMap(([name, { pullThrough = [] }]) =>
    pullThrough.flatMap(({ hub: namespace }, index) =>
      namespace !== undefined && caches.includes(namespace) && !Object.hasOwn(hub.namespaces, namespace)
        ? [
            {
              path: ['environments', name, 'pullThrough', index, 'hub'],
              message: `found "${namespace}", itself a cache of the hub, so that two caches are chained, which AWS does not document; to prove it, pull a tag here that exists only upstream, and look for "ECR Pull Through Cache Action" events in both accounts`,
            },
          ]
        : [],
    ),
  );
}

function unknownNamespace(name: string, known: readonly string[], path: Path): Finding[] {
  if (known.includes(name)) return [];
  const expected = known.join(', ') || 'none, as hub.namespaces is empty';
  const message = `found "${name}"${didYouMean(name, known)}, expected a namespace of the hub: ${expected}`;
  return [{ path, message }];
}
