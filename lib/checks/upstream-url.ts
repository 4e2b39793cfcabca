import { findUpstream } from '../catalog/upstreams';
import type { Finding } from '../manifest/problems';
import type { Manifest, Partition } from '../manifest/schema';
import { registryHostForm, registryOfHost } from '../topology/names';
import type { Check } from './check';
import { everyEntry, type PlacedEntry } from './pull-through';

const privateGuide =
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html';

/** Where the host of an upstream, and a part of it, can be chosen: Azure registries and private ECR ones. */
export const upstreamUrlChecks: readonly Check[] = [
  {
    id: 'upstream-url',
    severity: 'error',
    why: 'Azure and private ECR registries have hosts of their own; every other upstream is one host.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html',
    run: ({ manifest }) => everyEntry(manifest, (placed) => wrongUrl(placed, manifest.partition)),
  },
  {
    id: 'upstream-prefix',
    severity: 'error',
    why: 'An upstream prefix is documented for private ECR upstreams, and allowed only where the cache has a prefix of its own.',
    source: privateGuide,
    run: ({ manifest }) => everyEntry(manifest, wrongPrefix),
  },
  {
    id: 'hub-by-url',
    severity: 'error',
    why: 'The hub lets in what its environments name as `hub`; a rule that goes by its host is granted nothing.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
    run: ({ manifest }) => everyEntry(manifest, (placed) => hubByUrl(placed, manifest)),
  },
  {
    id: 'upstream-is-itself',
    severity: 'error',
    why: 'A registry cannot be its own upstream.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
    run: ({ topology }) =>
      topology.registries.flatMap((registry) => {
        if (registry.kind === 'replicated') return [];
        const { account, region } = registry;
        const own = registry.rules.find(
          ({ upstream }) =>
            upstream.kind === 'private' && upstream.account === account && upstream.region === region,
        );
        if (own === undefined) return [];
        const path = registry.kind === 'hub' ? ['hub'] : ['environments', registry.environment];
        const message = `found ${own.upstream.url}, which is the registry itself, expected another account or Region`;
        return [{ path: [...path, 'pullThrough'], message }];
      }),
  },
];

function wrongUrl(
  { entry: { hub, upstream: id = '', url }, path }: PlacedEntry,
  partition: Partition,
): Finding[] {
  const here = [...path, 'url'];
  if (hub !== undefined) {
    const message = 'found url beside hub, expected none: it follows from the hub';
    return url === undefined ? [] : [{ path: here, message }];
  }
  const upstream = findUpstream(id);
  if (upstream === undefined) return [];
  if (upstream.url !== undefined) {
    const message = `found "${url}", expected no url: ${id} is always ${upstream.url}`;
    return url === undefined ? [] : [{ path: here, message }];
  }
  const [form, right] =
    id === 'ecr'
      ? [registryHostForm(partition), registryOfHost(partition, url ?? '') !== undefined]
      : ['<name>.azurecr.io', upstream.customerHost?.test(url ?? '') === true];
  const expected = `expected url: ${form}, the registry's own host`;
  if (url === undefined) return [{ path, message: `found no url for ${id}, ${expected}` }];
  return right ? [] : [{ path: here, message: `found "${url}", ${expected}` }];
}

function wrongPrefix({ entry: { upstream, hub, upstreamPrefix, prefix }, path }: PlacedEntry): Finding[] {
  if (upstreamPrefix === undefined) return [];
  const here = [...path, 'upstreamPrefix'];
  if (upstream !== 'ecr') {
    const message = `found an upstream prefix for ${upstream ?? `the hub's ${hub}`}, expected it for ecr alone`;
    return [{ path: here, message }];
  }
  if (prefix !== 'ROOT') return [];
  const message = 'found an upstream prefix beside ROOT, expected a prefix of the cache: ECR allows no other';
  return [{ path: here, message }];
}

function hubByUrl({ entry: { upstream, url }, path }: PlacedEntry, { hub, partition }: Manifest): Finding[] {
  if (upstream !== 'ecr' || url === undefined) return [];
  const place = registryOfHost(partition, url);
  if (place?.account !== hub.account) return [];
  const message = `found "${url}", a registry of the hub's account, expected hub: <namespace>`;
  return [{ path: [...path, 'url'], message }];
}
