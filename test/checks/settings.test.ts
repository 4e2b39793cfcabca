import { found } from './findings';

describe('provider.version', () => {
  test.each(['5.90.0', '< 5.100.0', '>= 5.90, < 5.100', '~> 5.99.0', '>= 6.0, < 5.200'])('%s', (version) => {
    expect(found({ 'provider.version': version })).toEqual([
      `error: provider.version: found "${version}", expected a range with 5.100.0 or something later in it [provider-version]`,
    ]);
  });

  test.each(['5.100.0', '= 6.25.0', '~> 5.99', '~> 6.25.0', '> 5.100.0', '>= 5.90', '!= 6.0.0', '< 6.0.0'])(
    '%s is satisfiable',
    (version) => {
      expect(found({ 'provider.version': version })).toEqual([]);
    },
  );

  test('must reach what a setting needs', () => {
    const changes = {
      'provider.version': '5.100.0',
      'hub.namespaces.approved': {
        create: ['base/node'],
        tagMutability: 'immutable',
        mutableTags: ['latest'],
      },
    };
    expect(found(changes)).toEqual([
      'error: provider.version: found "5.100.0", expected a range in which hub-eu-west-1 finds 5.100.0, >= 6.10.0, which mutableTags needs [provider-too-old]',
    ]);
  });
});

describe('tags', () => {
  test('differ in more than case', () => {
    expect(found({ tags: { owner: 'a', Owner: 'b' } })).toEqual([
      'error: tags.Owner: found the tag "Owner" beside "owner", expected keys that differ in more than case [tag-case]',
    ]);
  });

  test("are not the blueprint's own", () => {
    expect(found({ tags: { 'Image-Supply': 'x' } })).toEqual([
      'error: tags.Image-Supply: found the tag "Image-Supply", which the blueprint sets itself, expected another key [own-tag]',
    ]);
  });
});

describe('break-glass', () => {
  const until = (time: string) =>
    found({ guardrails: { breakGlass: { principalTag: 'emergency', until: time } } });

  test('closes within 90 days', () => {
    expect(until('2027-01-30T00:00:00Z')).toEqual([]);
    expect(until('2027-01-31T00:00:00Z')).toEqual([
      'warning: guardrails.breakGlass.until: found 2027-01-31T00:00:00Z, 91 days from now, expected at most 90 days [break-glass-window]',
    ]);
  });
});

describe('what no stack deploys yet is said', () => {
  test('promotion', () => {
    const release = { requesters: ['arn:aws:iam::387262473178:role/release-manager'] };
    expect(found({ promotion: { release } })).toEqual([
      'warning: promotion: accepted, but this version deploys nothing for it [not-deployed]',
    ]);
  });

  test('nothing of the example', () => {
    expect(found({})).toEqual([]);
  });
});

test('everything that is wrong is said at once, references and quotas alike', () => {
  const changes = {
    'environments.staging.organizationalUnit': 'nowhere',
    'environments.regression.pullThrough': [{ upstream: 'nvcr.io' }],
    limits: { 'pull-through-rules': 4 },
  };
  expect(found(changes).map((line) => /\[([a-z-]+)\]$/.exec(line)?.[1])).toEqual([
    'pull-through-rules',
    'unknown-unit',
    'upstream',
  ]);
});
