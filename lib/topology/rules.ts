import { findUpstream } from '../catalog/upstreams';
import type { Manifest, PullThroughEntry } from '../manifest/schema';
import type { CreationTemplate, Credentials, PullThroughRule } from './registry-model';
import type { Region } from './model';
import { registryHost, registryOfHost, secretName } from './names';
import { repositorySettings } from './settings';

/** The rules of a registry of that Region, each with its entry; an unknown upstream makes none, which the checks report. */
export function resolveRules(
  manifest: Manifest,
  entries: readonly PullThroughEntry[],
  region: Region,
): { readonly entry: PullThroughEntry; readonly rule: PullThroughRule }[] {
  return entries.flatMap((entry) => {
    const rule = resolveRule(manifest, entry, region);
    return rule === undefined ? [] : [{ entry, rule }];
  });
}

function resolveRule(
  manifest: Manifest,
  entry: PullThroughEntry,
  region: Region,
): PullThroughRule | undefined {
  if (entry.hub !== undefined) {
    const { account, regions } = manifest.hub;
    const upstream = { account, region: regions.find((hubRegion) => hubRegion === region) ?? home(manifest) };
    return {
      prefix: entry.prefix ?? entry.hub,
      upstream: {
        kind: 'hub',
        ...upstream,
        url: registryHost(manifest.partition, upstream),
        namespace: entry.hub,
        chained: !Object.hasOwn(manifest.hub.namespaces, entry.hub),
      },
      only: entry.only,
    };
  }
  const known = findUpstream(entry.upstream ?? '');
  const url = entry.url ?? known?.url;
  if (known === undefined || url === undefined) return undefined;
  if (known.id === 'ecr') {
    const upstream = registryOfHost(manifest.partition, url);
    return (
      upstream && {
        prefix: entry.prefix ?? known.defaultPrefix,
        upstream: { kind: 'private', ...upstream, url, namespace: entry.upstreamPrefix },
        only: entry.only,
      }
    );
  }
  return {
    prefix: entry.prefix ?? known.defaultPrefix,
    upstream: { kind: 'external', id: known.id, url, credentials: credentials(entry) },
    only: entry.only,
  };
}

/** The template that gives a rule's repositories their settings; it must have the rule's prefix. */
export function cacheTemplate(
  manifest: Manifest,
  entry: PullThroughEntry,
  rule: PullThroughRule,
  environment?: Manifest['environments'][string],
): CreationTemplate {
  return {
    prefix: rule.prefix,
    appliedFor: 'PULL_THROUGH_CACHE',
    settings: repositorySettings(manifest, 'cache', environment?.repositories, entry.repositories),
  };
}

/** The first of the hub's Regions: where images are pushed. */
export function home(manifest: Manifest): Region {
  const [first] = manifest.hub.regions;
  if (first === undefined) throw new Error('the hub has no Region');
  return first;
}

/** Distinct secrets that a registry's rules use. */
export function managedCredentials(rules: readonly PullThroughRule[]): Credentials[] {
  const used = rules.flatMap(({ upstream }) =>
    upstream.kind === 'external' && upstream.credentials?.version !== undefined ? [upstream.credentials] : [],
  );
  return [...new Map(used.map((secret) => [secret.secretName, secret])).values()];
}

function credentials({ credentials: given }: PullThroughEntry): Credentials | undefined {
  if (given === undefined) return undefined;
  return {
    secretName: secretName(given.existing ?? given.secret ?? ''),
    version: given.existing === undefined ? (given.version ?? 1) : undefined,
  };
}
