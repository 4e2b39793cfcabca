import { complaints, environments, manifest } from '../manifest/sections';

function named(...names: readonly string[]): string {
  const places = names.map((name, index) => [name, { accounts: `{ main: '00000000001${index}' }` }]);
  return manifest({ environments: environments(Object.fromEntries(places)) });
}

describe('names that stack ids are joined from', () => {
  test.each(['state', 'hub', 'replication', 'guardrails', 'promotion', 'credentials'])(
    'an environment cannot be called %s, nor begin so',
    (word) => {
      const expected = `expected a name that is not, and does not start with, the reserved "${word}"`;
      expect(complaints(named(word))).toEqual([
        `5:3 environments.${word}: found the environment "${word}", ${expected}`,
      ]);
      expect(complaints(named(`${word}-eu`))).toEqual([
        `5:3 environments.${word}-eu: found the environment "${word}-eu", ${expected}`,
      ]);
    },
  );

  test('a reserved word may be the start of a longer word', () => {
    expect(complaints(named('hubble', 'stateful'))).toEqual([]);
  });

  test('the glob of one environment must not take another one, whichever comes first', () => {
    const message =
      'environments.dev-eu: found the environment "dev-eu", expected a name that does not start with "dev-": a deployment of dev-* would take both';
    expect(complaints(named('dev', 'dev-eu'))).toEqual([`9:3 ${message}`]);
    expect(complaints(named('dev-eu', 'dev'))).toEqual([`5:3 ${message}`]);
  });

  test('environments may share the start of a word, or a first word', () => {
    expect(complaints(named('dev', 'develop', 'qa-eu', 'qa-us'))).toEqual([]);
  });

  test('an account and a Region that run into another account and Region', () => {
    const accounts =
      "{ a: { id: '000000000011', regions: [us-us-west-1] }, a-us: { id: '000000000012', regions: [us-west-1] } }";
    expect(complaints(manifest({ environments: environments({ dev: { accounts } }) }))).toEqual([
      '6:69 environments.dev.accounts.a-us: found the stack id dev-a-us-us-west-1, which environments.dev.accounts.a has already, expected another name for this account',
    ]);
  });
});
