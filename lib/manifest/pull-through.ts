import { findUpstream, upstreams } from '../catalog/upstreams';
import { didYouMean } from './nearest';
import { prefixOf, prefixes } from './prefixes';
import { pathText, type Finding, type Path } from './problems';
import type { Manifest, PullThroughEntry } from './schema';

/** What registries fetch and receive: upstreams and namespaces exist, credentials fit, prefixes do not overlap. */
export function pullThrough(manifest: Manifest): Finding[] {
  const lists = [
    { path: ['hub', 'pullThrough'], entries: manifest.hub.pullThrough },
    ...Object.entries(manifest.environments).map(([name, { pullThrough: entries = [] }]) => ({
      path: ['environments', name, 'pullThrough'],
      entries,
    })),
  ];
  const rules = lists.flatMap(({ path, entries }) => [
    ...entries.flatMap((entry, index) =>
      entry.hub === undefined
        ? externalFindings(entry, [...path, index])
        : hubFindings(entry, [...path, index]),
    ),
    ...secretConflicts(entries, path),
  ]);
  return [...rules, ...targets(manifest), ...prefixes(manifest)];
}

/** What environments want of the hub is there; the hub itself wants nothing of it. */
function targets({ hub, environments }: Manifest): Finding[] {
  const namespaces = Object.keys(hub.namespaces);
  const cached = hub.pullThrough.flatMap((entry) => (entry.hub === undefined ? (prefixOf(entry) ?? []) : []));
  const circular = hub.pullThrough.flatMap((entry, index) =>
    entry.hub === undefined
      ? []
      : [
          {
            path: ['hub', 'pullThrough', index, 'hub'],
            message: 'found the hub as upstream of itself, expected upstream: <id> of an external registry',
          },
        ],
  );
  const ofEnvironments = Object.entries(environments).flatMap(([name, environment]) => [
    ...(environment.pullThrough ?? []).flatMap((entry, index) =>
      entry.hub === undefined
        ? []
        : unknownNamespace(
            entry.hub,
            [...namespaces, ...cached],
            ['environments', name, 'pullThrough', index, 'hub'],
          ),
    ),
    // A rule of the hub caches what nobody has approved: that is no source for replication.
    ...(environment.replicated ?? []).flatMap((target, index) =>
      unknownNamespace(target, namespaces, ['environments', name, 'replicated', index]),
    ),
  ]);
  return [...circular, ...ofEnvironments];
}

function externalFindings({ upstream: id = '', credentials, url }: PullThroughEntry, path: Path): Finding[] {
  const ids = upstreams.map((upstream) => upstream.id);
  const upstream = findUpstream(id);
  if (upstream === undefined) {
    const message = `found the unknown upstream "${id}"${didYouMean(id, ids)}, expected one of: ${ids.join(', ')}`;
    return [{ path: [...path, 'upstream'], message }];
  }
  const findings: Finding[] = [];
  if (upstream.credentials === 'required' && credentials === undefined) {
    const message = `found no credentials, expected credentials: { secret: ${id} }, as ECR fetches from ${id} only with a token`;
    findings.push({ path, message });
  }
  if (upstream.credentials !== 'required' && credentials !== undefined) {
    findings.push({
      path: [...path, 'credentials'],
      message: `found credentials for ${id}, expected none: ECR fetches from it without`,
    });
  }
  if (credentials?.version !== undefined && credentials.secret === undefined) {
    findings.push({
      path: [...path, 'credentials', 'version'],
      message: 'found a version of an existing secret, expected none: the blueprint only reads that secret',
    });
  }
  if (upstream.url === undefined) findings.push(...ownHost(id, url, path));
  else if (url !== undefined) {
    findings.push({
      path: [...path, 'url'],
      message: `found "${url}", expected no url: ${id} is always ${upstream.url}`,
    });
  }
  return findings;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html */
function ownHost(id: string, url: string | undefined, path: Path): Finding[] {
  const expected = `expected url: <name>.azurecr.io, the registry's own host`;
  if (url === undefined) return [{ path, message: `found no url for ${id}, ${expected}` }];
  return /^[a-z0-9-]+\.azurecr\.io$/.test(url)
    ? []
    : [{ path: [...path, 'url'], message: `found "${url}", ${expected}` }];
}

function hubFindings({ credentials, url, prefix }: PullThroughEntry, path: Path): Finding[] {
  const findings: Finding[] = [];
  if (credentials !== undefined) {
    const message = 'found credentials beside hub, expected none: a role fetches from the hub';
    findings.push({ path: [...path, 'credentials'], message });
  }
  if (url !== undefined) {
    findings.push({
      path: [...path, 'url'],
      message: 'found url beside hub, expected none: it follows from the hub',
    });
  }
  if (prefix === 'ROOT') {
    const message = 'found ROOT beside hub, expected a namespace: ECR allows no upstream namespace with ROOT';
    findings.push({ path: [...path, 'prefix'], message });
  }
  return findings;
}

function unknownNamespace(name: string, known: readonly string[], path: Path): Finding[] {
  if (known.includes(name)) return [];
  const expected = known.join(', ') || 'none, as hub.namespaces is empty';
  const message = `found "${name}"${didYouMean(name, known)}, expected a namespace of the hub: ${expected}`;
  return [{ path, message }];
}

/** One secret of one registry is either created or there already, and has one version. */
function secretConflicts(entries: readonly PullThroughEntry[], path: Path): Finding[] {
  const first = new Map<string, { kind: string; path: Path }>();
  return entries.flatMap(({ credentials }, index): Finding[] => {
    const name = credentials?.secret ?? credentials?.existing;
    if (credentials === undefined || name === undefined) return [];
    const kind =
      credentials.existing === undefined ? `version ${credentials.version ?? 1}` : 'an existing one';
    const here = [...path, index, 'credentials'];
    const other = first.get(name) ?? { kind, path: here };
    first.set(name, other);
    if (other.kind === kind) return [];
    const message = `found the secret "${name}" as ${kind}, while ${pathText(other.path)} has it as ${other.kind}, expected the same in one registry`;
    return [{ path: here, message }];
  });
}
