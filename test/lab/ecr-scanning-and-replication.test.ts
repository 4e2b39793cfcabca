import fc from 'fast-check';
import { ACCOUNT, HUB, REGION, REPOSITORIES, freshEcr, invalid } from './ecr-fixture';

describe('the scanning configuration', () => {
  const rule = (scanFrequency: string, ...filters: string[]) => ({
    scanFrequency,
    repositoryFilters: filters.map((filter) => ({ filter, filterType: 'WILDCARD' })),
  });

  it('starts as BASIC without rules', async () => {
    expect(await freshEcr().call('GetRegistryScanningConfiguration')).toEqual({
      registryId: ACCOUNT,
      scanningConfiguration: { scanType: 'BASIC', rules: [] },
    });
  });

  it.each([
    ['BASIC', 'CONTINUOUS_SCAN', 'SCAN_ON_PUSH, MANUAL'],
    ['ENHANCED', 'MANUAL', 'CONTINUOUS_SCAN, SCAN_ON_PUSH'],
  ])('%s refuses %s', async (scanType, frequency, allowed) => {
    const input = { scanType, rules: [rule(frequency, '*')] };
    expect(await freshEcr().refusal('PutRegistryScanningConfiguration', input)).toBe(
      invalid('rules.1.member.scanFrequency', `Member must satisfy enum value set: [${allowed}]`),
    );
  });

  it('has two rules at most', async () => {
    const rules = [rule('SCAN_ON_PUSH', 'a'), rule('SCAN_ON_PUSH', 'b'), rule('SCAN_ON_PUSH', 'c')];
    expect(await freshEcr().refusal('PutRegistryScanningConfiguration', { rules })).toBe(
      invalid('rules', 'Member must have length less than or equal to 2'),
    );
  });

  it('has four wildcards at most in a filter', async () => {
    const input = { scanType: 'BASIC', rules: [rule('SCAN_ON_PUSH', '*a*b*c*d*')] };
    expect(await freshEcr().refusal('PutRegistryScanningConfiguration', input)).toBe(
      invalid('rules.1.member.repositoryFilters', 'A filter can have a maximum of 4 wildcards'),
    );
  });

  it('accepts and refuses the filters that the model does', async () => {
    const model = /^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$/;
    const filters = fc.string({
      unit: fc.constantFrom('a', '0', '*', '.', '-', '/', 'A'),
      minLength: 1,
      maxLength: 9,
    });
    const few = filters.filter((filter) => filter.split('*').length < 5);
    const { call } = freshEcr();
    await fc.assert(
      fc.asyncProperty(few, async (filter) => {
        const put = call('PutRegistryScanningConfiguration', { rules: [rule('SCAN_ON_PUSH', filter)] });
        expect(await put.then(() => true).catch(() => false)).toBe(model.test(filter));
      }),
    );
  });

  it('refuses a long wrong filter at once, where the pattern of the model would backtrack for years', async () => {
    const rules = [rule('SCAN_ON_PUSH', `${'a'.repeat(250)}!`)];
    expect(await freshEcr().refusal('PutRegistryScanningConfiguration', { rules })).toContain(
      'regular expression',
    );
  });

  it('tells what applies to a repository: continuous first, a filter without a wildcard matches what contains it', async () => {
    const { call } = freshEcr();
    for (const repositoryName of ['approved/app', 'team/app', 'team/other'])
      await call('CreateRepository', { repositoryName });
    const rules = [rule('SCAN_ON_PUSH', '*/app'), rule('CONTINUOUS_SCAN', 'approved')];
    await call('PutRegistryScanningConfiguration', { scanType: 'ENHANCED', rules });
    const repositoryNames = ['approved/app', 'team/app', 'team/other', 'absent'];
    const answer = await call('BatchGetRepositoryScanningConfiguration', { repositoryNames });
    expect(answer.scanningConfigurations).toEqual([
      {
        repositoryArn: `${REPOSITORIES}approved/app`,
        repositoryName: 'approved/app',
        scanOnPush: true,
        scanFrequency: 'CONTINUOUS_SCAN',
        appliedScanFilters: [{ filter: 'approved', filterType: 'WILDCARD' }],
      },
      {
        repositoryArn: `${REPOSITORIES}team/app`,
        repositoryName: 'team/app',
        scanOnPush: true,
        scanFrequency: 'SCAN_ON_PUSH',
        appliedScanFilters: [{ filter: '*/app', filterType: 'WILDCARD' }],
      },
      {
        repositoryArn: `${REPOSITORIES}team/other`,
        repositoryName: 'team/other',
        scanOnPush: false,
        scanFrequency: 'MANUAL',
        appliedScanFilters: [],
      },
    ]);
    expect(answer.failures).toMatchObject([
      { repositoryName: 'absent', failureCode: 'REPOSITORY_NOT_FOUND' },
    ]);
  });
});

describe('the replication configuration', () => {
  const to = (...accounts: string[]) => ({
    destinations: accounts.map((registryId) => ({ region: 'eu-central-1', registryId })),
    repositoryFilters: [{ filter: 'release/', filterType: 'PREFIX_MATCH' }],
  });
  const accounts = (count: number) => Array.from({ length: count }, (_, n) => String(100000000000 + n));
  const put = (...rules: object[]) => ({ replicationConfiguration: { rules } });

  it('is described with the registry and replaced as a whole', async () => {
    const { call } = freshEcr();
    expect(await call('DescribeRegistry')).toEqual({
      registryId: ACCOUNT,
      replicationConfiguration: { rules: [] },
    });
    await call('PutReplicationConfiguration', put(to(HUB)));
    await call('PutReplicationConfiguration', put(to('666666666666')));
    expect((await call('DescribeRegistry')).replicationConfiguration).toEqual({
      rules: [to('666666666666')],
    });
  });

  it('cannot name the source registry as a destination', async () => {
    const rule = { destinations: [{ region: REGION, registryId: ACCOUNT }] };
    expect(await freshEcr().refusal('PutReplicationConfiguration', put(to(HUB), rule))).toBe(
      invalid(
        'replicationConfiguration',
        'Replication destination cannot be the same as the source registry',
      ),
    );
  });

  it('can name the own account in another Region', async () => {
    await expect(freshEcr().call('PutReplicationConfiguration', put(to(ACCOUNT)))).resolves.toBeDefined();
  });

  it('has 25 unique destinations at most over all rules; one named twice counts once', async () => {
    const { call, refusal } = freshEcr();
    const full = put(to(...accounts(20)), to(...accounts(25)));
    await expect(call('PutReplicationConfiguration', full)).resolves.toBeDefined();
    expect(await refusal('PutReplicationConfiguration', put(to(...accounts(20)), to(...accounts(26))))).toBe(
      invalid(
        'replicationConfiguration',
        'Replication destinations cannot be more than 25 unique registries',
      ),
    );
  });

  it.each([
    ['aws', 'cn-north-1'],
    ['aws', 'us-gov-west-1'],
    ['aws-cn', 'eu-central-1'],
    ['aws-us-gov', 'us-east-1'],
  ])('cannot leave the partition %s for %s', async (partition, region) => {
    const rule = { destinations: [{ region, registryId: HUB }] };
    expect(await freshEcr({ partition }).refusal('PutReplicationConfiguration', put(rule))).toBe(
      invalid(
        'replicationConfiguration',
        `Replication destination ${region} is not in the partition ${partition}`,
      ),
    );
  });

  it.each([
    ['aws-cn', 'cn-northwest-1'],
    ['aws-us-gov', 'us-gov-east-1'],
    ['aws', 'us-east-1'],
  ])('can stay in the partition %s with %s', async (partition, region) => {
    const rule = { destinations: [{ region, registryId: HUB }] };
    await expect(freshEcr({ partition }).call('PutReplicationConfiguration', put(rule))).resolves.toEqual(
      put(rule),
    );
  });

  it.each([
    [
      '101 filters in a rule',
      [
        {
          ...to(HUB),
          repositoryFilters: Array.from({ length: 101 }, (_, n) => ({
            filter: `team-${n}/`,
            filterType: 'PREFIX_MATCH',
          })),
        },
      ],
      'rules.1.member.repositoryFilters',
      'Member must have length less than or equal to 100',
    ],
    [
      'a filter of one character',
      [{ ...to(HUB), repositoryFilters: [{ filter: 'a', filterType: 'PREFIX_MATCH' }] }],
      'rules.1.member.repositoryFilters.1.member.filter',
      'Member must have length greater than or equal to 2',
    ],
    [
      'a filter of 257 characters',
      [{ ...to(HUB), repositoryFilters: [{ filter: 'a'.repeat(257), filterType: 'PREFIX_MATCH' }] }],
      'rules.1.member.repositoryFilters.1.member.filter',
      'Member must have length less than or equal to 256',
    ],
    [
      '26 rules',
      Array.from({ length: 26 }, () => to(HUB)),
      'rules',
      'Member must have length less than or equal to 25',
    ],
    [
      'an account id of 11 digits',
      [to('22222222222')],
      'rules.1.member.destinations.1.member.registryId',
      'Member must satisfy regular expression pattern: [0-9]{12}',
    ],
    [
      'a filter type that is none',
      [{ destinations: [], repositoryFilters: [{ filter: 'a/', filterType: 'WILDCARD' }] }],
      'rules.1.member.repositoryFilters.1.member.filterType',
      'Member must satisfy enum value set: [PREFIX_MATCH]',
    ],
    ['no destinations', [{}], 'rules.1.member.destinations', 'Member must not be null'],
  ])('refuses %s', async (_, rules, at, constraint) => {
    expect(await freshEcr().refusal('PutReplicationConfiguration', put(...rules))).toBe(
      invalid(`replicationConfiguration.${at}`, constraint),
    );
  });
});
