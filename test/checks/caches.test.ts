import { found } from './findings';

const staging = 'environments.staging';

test('immutable tags stop the 24-hour refresh of a cache: said where they are set, for the caches they hold for', () => {
  expect(found({ [`${staging}.repositories`]: { tagMutability: 'immutable' } })).toEqual([
    'warning: environments.staging.repositories.tagMutability: found immutable for the caches approved, expected mutable: a tag that was fetched once would never follow its upstream again [immutable-cache]',
  ]);
});

test('immutable tags in general are said once, for every cache that has nothing of its own', () => {
  const changes = {
    'repositories.tagMutability': 'immutable',
    'environments.development.repositories': { tagMutability: 'mutable' },
  };
  expect(found(changes)).toEqual([
    'warning: repositories.tagMutability: found immutable for the caches approved, expected mutable: a tag that was fetched once would never follow its upstream again [immutable-cache]',
  ]);
});

test('immutable tags of what is pushed or replicated are as they should be', () => {
  const immutable = { tagMutability: 'immutable' };
  expect(
    found({ 'hub.namespaces.approved': immutable, 'environments.production.repositories': immutable }),
  ).toEqual([]);
});

test('Lambda cannot pull through a rule', () => {
  expect(found({ [`${staging}.pullThrough.0.repositories`]: { lambda: true } })).toEqual([
    'warning: environments.staging.pullThrough[0].repositories.lambda: found true for the caches approved, expected images that were pulled before: Lambda cannot pull through [lambda-cache]',
  ]);
});

test('Lambda may use what is replicated', () => {
  expect(found({ 'environments.production.repositories': { lambda: true } })).toEqual([]);
});

test('mutable tags are exclusions from immutability and need it beside them', () => {
  expect(found({ 'hub.namespaces.release': { mutableTags: ['latest'] } })).toEqual([
    'error: hub.namespaces.release.mutableTags: found mutableTags without immutable ones, expected tagMutability: immutable beside it [mutable-tags]',
  ]);
});
