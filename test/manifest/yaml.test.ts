import { complaints, manifest, parsed, refused } from './sections';

describe('what is read', () => {
  test('a byte order mark is no part of the manifest and moves no column', () => {
    expect(parsed(`\uFEFF${manifest()}`)).toEqual(parsed(manifest()));
    expect(complaints(`\uFEFF${manifest({ name: 'A' })}`)).toEqual(complaints(manifest({ name: 'A' })));
  });

  test('Windows line ends are line ends', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    expect(parsed(windows(manifest()))).toEqual(parsed(manifest()));
    expect(complaints(windows(manifest({ partition: 'A' })))).toEqual([
      '5:12 partition: found "A", expected one of: aws, aws-us-gov, aws-cn',
    ]);
  });

  test('a document may have its start and end marked', () => {
    expect(parsed(`---\n${manifest()}...\n`)).toEqual(parsed(manifest()));
  });

  test('a %YAML 1.1 directive does not turn "on" into a boolean', () => {
    expect(parsed(`%YAML 1.1\n---\n${manifest({ tags: '{ power: on }' })}`).tags).toEqual({ power: 'on' });
  });

  test('an explicit string needs no quotes', () => {
    expect(parsed(manifest({ tags: '{ code: !!str 007 }' })).tags).toEqual({ code: '007' });
  });
});

describe('what is refused before the schema is asked', () => {
  const empty =
    '1:1: found nothing, expected a manifest with name, organization, hub and environments at least';

  refused([
    ['an empty file', '', [empty]],
    ['a file of comments', '# nothing yet\n', [empty]],
    ['several documents', 'name: acme\n---\nname: other\n', ['2:1: found a second document, expected one']],
    ['a tab as indentation', 'hub:\n\taccount: x\n', ['2:1: found a tab, expected spaces as indentation']],
    [
      'a key where none can be',
      'name: a: b\n',
      [
        '1:7: found a key where no map can start, expected the indentation of the line above, or quotes around a value that contains ": "',
      ],
    ],
    ['an open quotation', 'name: "acme\n', ['2:1: missing closing "quote']],
    ['an unknown tag', 'name: !upper acme\n', ['1:7: unresolved tag: !upper']],
    [
      'a duplicate key',
      manifest({ tags: '{ a: x, a: y }' }),
      ['5:15 tags.a: found the key "a" again, expected it once: it is on line 5 already'],
    ],
    [
      'a duplicate key, far from the first',
      `${manifest()}name: other\n`,
      ['5:1 name: found the key "name" again, expected it once: it is on line 1 already'],
    ],
    [
      'a duplicate key in a list',
      'hub:\n  pullThrough:\n    - upstream: quay\n      upstream: quay\n',
      [
        '4:7 hub.pullThrough[0].upstream: found the key "upstream" again, expected it once: it is on line 3 already',
      ],
    ],
    [
      'an alias',
      'name: &name acme\ntags: { a: *name }\n',
      ['2:12 tags.a: found the alias *name, expected the value itself'],
    ],
    [
      'a merge key',
      'tags:\n  <<: { a: b }\n',
      ['2:3 tags: found the merge key <<, expected the keys themselves'],
    ],
    [
      'a key that YAML reads as a number',
      manifest({ tags: '{ 012: x }' }),
      ['5:9 tags: found the key 012, which is no string, expected it in quotes: "012"'],
    ],
    [
      'a key that is a list',
      manifest({ tags: '{ [a]: x }' }),
      ['5:9 tags: found a key that is no string, expected a string'],
    ],
    [
      'the key that JavaScript would lose',
      manifest({ tags: '{ __proto__: x }' }),
      ['5:9 tags: found the key __proto__, expected any other name'],
    ],
    [
      'more levels than the parser can follow',
      '['.repeat(20_000),
      ['1:1: found too many levels, expected a manifest'],
    ],
  ]);

  test('all at once, in the order of the file', () => {
    expect(complaints('name: &n acme\ntags: { a: *n, b: *n }\nname: *n\nhub: !x {}\n')).toEqual([
      '2:12 tags.a: found the alias *n, expected the value itself',
      '2:19 tags.b: found the alias *n, expected the value itself',
      '3:1 name: found the key "name" again, expected it once: it is on line 1 already',
      '4:6: unresolved tag: !x',
    ]);
  });

  test('before anything is said about values', () => {
    expect(complaints('name: 5\nname: 6\n')).toEqual([
      '2:1 name: found the key "name" again, expected it once: it is on line 1 already',
    ]);
  });
});

describe('size', () => {
  const padding = (bytes: number) => `#${'x'.repeat(bytes - Buffer.byteLength(manifest()) - 2)}\n`;

  test('1 MiB is accepted', () => {
    expect(complaints(padding(1024 * 1024) + manifest())).toEqual([]);
  });

  test('one byte more is refused', () => {
    expect(complaints(padding(1024 * 1024 + 1) + manifest())).toEqual([
      '1:1: found 1048577 bytes, expected a manifest of at most 1048576',
    ]);
  });

  test('thousands of problems take seconds, not minutes', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `key-${index}: x`).join('\n');
    expect(complaints(keys)).toHaveLength(5_000 + 4);
  }, 20_000);
});
