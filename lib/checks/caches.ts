import { pathText, type Finding, type Path } from '../manifest/problems';
import type { Manifest, RepositoryOverrides } from '../manifest/schema';
import type { Check, Subject } from './check';
import { prefixOf } from './prefixes';

/** Settings that a cache takes and that do not do what one would expect of them there. */
export const cacheChecks: readonly Check[] = [
  {
    id: 'immutable-cache',
    severity: 'warning',
    why: 'ECR refreshes a tag by moving it; AWS recommends mutable tags for caches. Security Hub ECR.2 passes for immutable repositories only: suppress it for caches.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html',
    run: ({ manifest }) =>
      cachesWith(manifest, ({ tagMutability }) => tagMutability).flatMap(({ path, value, prefixes }) =>
        value === 'immutable'
          ? [
              {
                path: [...path, 'tagMutability'],
                message: `found immutable for the caches ${prefixes.join(', ')}, expected mutable: a tag that was fetched once would never follow its upstream again`,
              },
            ]
          : [],
      ),
  },
  {
    id: 'lambda-cache',
    severity: 'warning',
    why: 'AWS Lambda cannot pull through a rule: it finds an image only after somebody else has pulled it.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
    run: ({ manifest }) =>
      cachesWith(manifest, ({ lambda }) => lambda || undefined).flatMap(({ path, value, prefixes }) =>
        value === true
          ? [
              {
                path: [...path, 'lambda'],
                message: `found true for the caches ${prefixes.join(', ')}, expected images that were pulled before: Lambda cannot pull through`,
              },
            ]
          : [],
      ),
  },
  {
    id: 'mutable-tags',
    severity: 'error',
    why: 'The patterns are exclusions from immutability; where nothing is immutable they would mean nothing.',
    source:
      'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html',
    run: mutableTags,
  },
];

interface Layer {
  readonly path: Path;
  readonly settings: RepositoryOverrides | undefined;
}

/** Where the caches get a setting from: the most specific statement that has it, and the prefixes it holds for. */
function cachesWith<T>(
  { hub, environments, repositories }: Manifest,
  setting: (settings: RepositoryOverrides) => T | undefined,
): { path: Path; value: T; prefixes: string[] }[] {
  const general: Layer = { path: ['repositories'], settings: repositories };
  const entries = [
    ...hub.pullThrough.map((entry, index) => ({
      entry,
      layers: [
        general,
        { path: ['hub', 'pullThrough', index, 'repositories'], settings: entry.repositories },
      ],
    })),
    ...Object.entries(environments).flatMap(([name, { pullThrough = [], repositories: own }]) =>
      pullThrough.map((entry, index) => ({
        entry,
        layers: [
          general,
          { path: ['environments', name, 'repositories'], settings: own },
          {
            path: ['environments', name, 'pullThrough', index, 'repositories'],
            settings: entry.repositories,
          },
        ],
      })),
    ),
  ];
  const found = new Map<string, { path: Path; value: T; prefixes: string[] }>();
  for (const { entry, layers } of entries) {
    const layer = layers.findLast(
      ({ settings }) => settings !== undefined && setting(settings) !== undefined,
    );
    const value = layer?.settings && setting(layer.settings);
    if (layer === undefined || value === undefined) continue;
    const origin = found.get(pathText(layer.path)) ?? { path: layer.path, value, prefixes: [] };
    found.set(pathText(layer.path), origin);
    const prefix = prefixOf(entry) ?? '';
    if (!origin.prefixes.includes(prefix)) origin.prefixes.push(prefix);
  }
  return [...found.values()];
}

function mutableTags({ manifest: { hub, environments, repositories } }: Subject): Finding[] {
  const layers: Layer[] = [
    { path: ['repositories'], settings: repositories },
    ...Object.entries(hub.namespaces).map(([name, settings]) => ({
      path: ['hub', 'namespaces', name],
      settings,
    })),
    ...hub.pullThrough.map((entry, index) => ({
      path: ['hub', 'pullThrough', index, 'repositories'],
      settings: entry.repositories,
    })),
    ...Object.entries(environments).flatMap(([name, environment]) => [
      { path: ['environments', name, 'repositories'], settings: environment.repositories },
      ...(environment.pullThrough ?? []).map((entry, index) => ({
        path: ['environments', name, 'pullThrough', index, 'repositories'],
        settings: entry.repositories,
      })),
    ]),
  ];
  return layers.flatMap(({ path, settings }) =>
    settings?.mutableTags === undefined || settings.tagMutability === 'immutable'
      ? []
      : [
          {
            path: [...path, 'mutableTags'],
            message: 'found mutableTags without immutable ones, expected tagMutability: immutable beside it',
          },
        ],
  );
}
