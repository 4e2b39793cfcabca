import { Changes, development, hub, digest, first, nameOf, refusal } from './resolutions';

const notesOf = (image: string, environment: string, changes: Changes = {}) => {
  const answer = first(image, environment, changes);
  return answer.name === undefined ? [] : answer.notes.map(({ about }) => about);
};

describe('notes say of', () => {
  const chained = {
    'hub.pullThrough': [{ upstream: 'quay' }],
    'environments.staging.pullThrough': [{ hub: 'quay' }],
  };
  test.each<[what: string, image: string, environment: string, notes: string[], changes?: Changes]>([
    [
      'an external image: what its first pull needs',
      'quay.io/x:1',
      'development',
      ['first pull', 'first pull'],
    ],
    [
      'an image of the hub: the permissions of its first pull',
      `${hub}/approved/x:1`,
      'staging',
      ['first pull'],
    ],
    [
      'a name without a host: that it was taken for one of the hub',
      'approved/x:1',
      'staging',
      ['hub', 'first pull'],
    ],
    [
      'a digest: that the tag comes first',
      `quay.io/x@${digest}`,
      'development',
      ['digest', 'first pull', 'first pull'],
    ],
    ['latest: that it moves', 'quay.io/x', 'development', ['latest', 'first pull', 'first pull']],
    [
      'an official image without library/: that Docker Hub refuses it',
      `${development}/docker-hub/nginx:1`,
      'development',
      ['library', 'first pull', 'first pull'],
    ],
    [
      'two caches: that nobody knows',
      'quay.io/x:1',
      'staging',
      ['chained', 'first pull', 'first pull'],
      chained,
    ],
    ['a repository that no rule fills', `${development}/x/y:1`, 'development', ['unfilled']],
    ['a replica: when it is there', `${hub}/release/x:1`, 'production', ['replica']],
    ['a replica of latest: that it moves once', `${hub}/release/x`, 'production', ['replica', 'latest']],
    [
      'a replica of latest, where tags may move: nothing more',
      `${hub}/release/x`,
      'production',
      ['replica'],
      { 'environments.production.repositories': { tagMutability: 'mutable' } },
    ],
    ['a replica by digest: nothing more', `${hub}/release/x@${digest}`, 'production', ['replica']],
  ])('%s', (_, image, environment, notes, changes = {}) => {
    expect(notesOf(image, environment, changes)).toEqual(notes);
  });

  test('a digest, with the tag that goes first', () => {
    const answer = first(`quay.io/x:1.2@${digest}`, 'development');
    expect(answer.name !== undefined && answer.notes[0]).toEqual({
      about: 'digest',
      text: 'a first pull by digest is reported to fail, with a tag beside it too: pull :1.2 alone before',
      source: 'https://github.com/aws/containers-roadmap/issues/2837',
    });
  });
});

describe('a repository name', () => {
  // 255 is Docker's limit; docker-hub/ takes eleven of them.
  test('of 255 characters is one', () => {
    expect(nameOf(`docker.io/org/${'a'.repeat(240)}:1`, 'development')).toBe(
      `${development}/docker-hub/org/${'a'.repeat(240)}:1`,
    );
  });

  test('that the prefix makes longer is none', () => {
    expect(refusal(`docker.io/org/${'a'.repeat(241)}:1`, 'development')).toEqual({
      name: undefined,
      why: 'rule docker-hub/ → registry-1.docker.io would make a repository name of 256 characters, and 255 are the most that Docker reads',
      next: ['give the rule a shorter prefix in the manifest'],
    });
  });
});
