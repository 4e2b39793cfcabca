import { ACCOUNT, HUB, REGION, freshEcr, invalid } from './ecr-fixture';

const profile = (region = REGION, account = ACCOUNT) =>
  `arn:aws:signer:${region}:${account}:/signing-profiles/images`;
const filters = (...names: string[]) => names.map((filter) => ({ filter, filterType: 'WILDCARD_MATCH' }));
const configuration = (...rules: object[]) => ({ signingConfiguration: { rules } });
const release = { signingProfileArn: profile(), repositoryFilters: filters('release/*') };

describe('the signing configuration', () => {
  it('is put, read, replaced as a whole and deleted', async () => {
    const { call, refusal } = freshEcr();
    await call('PutSigningConfiguration', configuration(release, { signingProfileArn: profile() }));
    expect(await call('PutSigningConfiguration', configuration(release))).toEqual(configuration(release));
    const answer = { registryId: ACCOUNT, ...configuration(release) };
    expect(await call('GetSigningConfiguration')).toEqual(answer);
    expect(await call('DeleteSigningConfiguration')).toEqual(answer);
    const gone = `SigningConfigurationNotFoundException: Signing configuration does not exist in the registry with id '${ACCOUNT}'`;
    expect(await refusal('GetSigningConfiguration')).toBe(gone);
    expect(await refusal('DeleteSigningConfiguration')).toBe(gone);
  });

  it.each([
    ['a profile of another account', [{ signingProfileArn: profile(REGION, HUB) }]],
    ['ten rules', Array.from({ length: 10 }, () => release)],
    ['no rules', []],
    ['*prod*', [{ ...release, repositoryFilters: filters('*prod*') }]],
    ['*/production', [{ ...release, repositoryFilters: filters('*/production') }]],
  ])('accepts %s', async (_, rules) => {
    const put = freshEcr().call('PutSigningConfiguration', configuration(...rules));
    await expect(put).resolves.toEqual(configuration(...rules));
  });

  it.each([
    [
      'a profile of another Region',
      [release, { signingProfileArn: profile('us-east-1') }],
      'rules.2.member.signingProfileArn',
      'The signing profile must be in the Region of the registry',
    ],
    [
      'a profile by name',
      [{ signingProfileArn: 'images' }],
      'rules.1.member.signingProfileArn',
      'Member must satisfy regular expression pattern: ' +
        'arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}',
    ],
    [
      '11 rules',
      Array.from({ length: 11 }, () => release),
      'rules',
      'Member must have length less than or equal to 10',
    ],
    [
      '101 filters in a rule',
      [{ ...release, repositoryFilters: filters(...Array.from({ length: 101 }, (_, n) => `team-${n}/*`)) }],
      'rules.1.member.repositoryFilters',
      'Member must have length less than or equal to 100',
    ],
    [
      'a list without a filter',
      [{ ...release, repositoryFilters: [] }],
      'rules.1.member.repositoryFilters',
      'Member must have length greater than or equal to 1',
    ],
    [
      'a filter that ends in a slash',
      [{ ...release, repositoryFilters: filters('release/') }],
      'rules.1.member.repositoryFilters.1.member.filter',
      'Member must satisfy regular expression pattern: (?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*',
    ],
    [
      "a filter of scanning's type",
      [{ ...release, repositoryFilters: [{ filter: 'release/*', filterType: 'WILDCARD' }] }],
      'rules.1.member.repositoryFilters.1.member.filterType',
      'Member must satisfy enum value set: [WILDCARD_MATCH]',
    ],
  ])('refuses %s', async (_, rules, at, constraint) => {
    expect(await freshEcr().refusal('PutSigningConfiguration', configuration(...rules))).toBe(
      invalid(`signingConfiguration.${at}`, constraint),
    );
  });
});
