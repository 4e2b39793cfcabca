import fc from 'fast-check';
import {
  ABSENT_ROLE,
  ACCOUNT,
  HUB,
  REGION,
  REPOSITORIES,
  ROLE,
  freshEcr,
  invalid,
  policy,
} from './ecr-fixture';

const registryPolicy = (statement: Record<string, unknown> = {}) =>
  policy({ Resource: `${REPOSITORIES}*`, ...statement });
const invalidPolicy = invalid('PolicyText', 'Invalid registry policy provided');

async function scopeV2() {
  const ecr = freshEcr();
  await ecr.call('PutAccountSetting', { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
  return ecr;
}

describe('the service', () => {
  it('refuses at once an operation it does not serve', async () => {
    expect(await freshEcr().refusal('StartImageScan')).toBe(
      'NotServedByLab: the lab does not serve ecr StartImageScan',
    );
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'does not take %s for an operation',
    async (operation) => {
      expect(await freshEcr().refusal(operation)).toContain('NotServedByLab');
    },
  );

  it('keeps accounts and Regions apart', async () => {
    const { call } = freshEcr();
    await call('PutAccountSetting', { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
    const scopeOf = async (account: string, region: string) =>
      (await call('GetAccountSetting', { name: 'REGISTRY_POLICY_SCOPE' }, account, region)).value;
    expect(await scopeOf(ACCOUNT, REGION)).toBe('V2');
    expect(await scopeOf(ACCOUNT, 'us-east-1')).toBe('V1');
    expect(await scopeOf(HUB, REGION)).toBe('V1');
  });

  it('shares nothing with what the caller holds', async () => {
    const { call } = freshEcr();
    const rules = [
      { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] },
    ];
    const before = await call('PutRegistryScanningConfiguration', { scanType: 'BASIC', rules });
    rules.length = 0;
    Object.assign(before.registryScanningConfiguration as object, { scanType: 'ENHANCED' });
    expect((await call('GetRegistryScanningConfiguration')).scanningConfiguration).toEqual({
      scanType: 'BASIC',
      rules: [
        { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] },
      ],
    });
  });
});

describe('account settings', () => {
  it.each([
    ['REGISTRY_POLICY_SCOPE', 'V1'],
    ['BASIC_SCAN_TYPE_VERSION', 'AWS_NATIVE'],
    ['BLOB_MOUNTING', 'DISABLED'],
  ])('%s starts as %s', async (name, value) => {
    expect(await freshEcr().call('GetAccountSetting', { name })).toEqual({ name, value });
  });

  it.each([
    ['REGISTRY_POLICY_SCOPE', 'V1', 'V2'],
    ['BASIC_SCAN_TYPE_VERSION', 'CLAIR', 'AWS_NATIVE'],
  ])('%s cannot be set to %s, only to %s', async (name, value, allowed) => {
    expect(await freshEcr().refusal('PutAccountSetting', { name, value })).toBe(
      invalid('value', `Member must satisfy enum value set: [${allowed}]`),
    );
  });

  it('refuses a setting that does not exist', async () => {
    expect(await freshEcr().refusal('GetAccountSetting', { name: 'toString' })).toBe(
      invalid(
        'name',
        'Member must satisfy enum value set: [REGISTRY_POLICY_SCOPE, BASIC_SCAN_TYPE_VERSION, BLOB_MOUNTING]',
      ),
    );
  });
});

describe('the registry policy', () => {
  it('is read back as it was put, and deleted with its text', async () => {
    const { call, refusal } = await scopeV2();
    const answer = { registryId: ACCOUNT, policyText: registryPolicy() };
    expect(await call('PutRegistryPolicy', { policyText: registryPolicy() })).toEqual(answer);
    expect(await call('GetRegistryPolicy')).toEqual(answer);
    expect(await call('DeleteRegistryPolicy')).toEqual(answer);
    const gone = `RegistryPolicyNotFoundException: Registry policy does not exist in the registry with id '${ACCOUNT}'`;
    expect(await refusal('GetRegistryPolicy')).toBe(gone);
    expect(await refusal('DeleteRegistryPolicy')).toBe(gone);
  });

  it.each([['ecr:BatchGetImage'], ['ecr:*'], ['*'], [['ecr:ReplicateImage', 'ecr:PutImage']]])(
    'in scope V1 refuses %j',
    async (Action) => {
      expect(await freshEcr().refusal('PutRegistryPolicy', { policyText: registryPolicy({ Action }) })).toBe(
        invalidPolicy,
      );
    },
  );

  it('in scope V1 refuses every action but one', async () => {
    const policyText = registryPolicy({ Action: undefined, NotAction: 'ecr:CreateRepository' });
    expect(await freshEcr().refusal('PutRegistryPolicy', { policyText })).toBe(invalidPolicy);
  });

  it('in scope V1 accepts the three actions of replication and import', async () => {
    const Action = ['ecr:ReplicateImage', 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];
    await expect(
      freshEcr().call('PutRegistryPolicy', { policyText: registryPolicy({ Action }) }),
    ).resolves.toBeDefined();
  });

  it.each([
    [
      'everyone of an organization',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-x' } } },
    ],
    [
      'a path of units',
      { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-x/*/ou-y/*' } } },
    ],
    ['an account by id', { Principal: { AWS: HUB } }],
    ['an account by root', { Principal: { AWS: [`arn:aws:iam::${HUB}:root`, '*'] } }],
    ['a role that exists', { Principal: { AWS: ROLE } }],
    ['a service', { Principal: { Service: 'replication.ecr.amazonaws.com' } }],
    ['every resource', { Resource: '*' }],
    ['one namespace', { Resource: [`${REPOSITORIES}release/*`] }],
    ['a Region given as a wildcard', { Resource: `arn:aws:ecr:*:${ACCOUNT}:repository/release/*` }],
  ])('in scope V2 accepts %s', async (_, statement) => {
    const { call } = await scopeV2();
    await expect(call('PutRegistryPolicy', { policyText: registryPolicy(statement) })).resolves.toBeDefined();
  });

  it.each([
    ['an action of another service', { Action: 's3:GetObject' }],
    ['no principal', { Principal: undefined }],
    ['a principal with a wildcard', { Principal: { AWS: `arn:aws:iam::${HUB}:role/*` } }],
    ['an account ARN without root', { Principal: { AWS: `arn:aws:iam::${HUB}:*` } }],
    ['an unknown type of principal', { Principal: { Canonical: 'x' } }],
    ['a principal of another partition', { Principal: { AWS: `arn:aws-cn:iam::${HUB}:root` } }],
    ['no resource', { Resource: undefined }],
    ["another account's repositories", { Resource: `arn:aws:ecr:${REGION}:${HUB}:repository/*` }],
    ['another Region', { Resource: `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/*` }],
    ['another partition', { Resource: `arn:aws-cn:ecr:${REGION}:${ACCOUNT}:repository/*` }],
    ['an ARN without its service', { Resource: `arn:aws:${REGION}:${ACCOUNT}:repository/*` }],
    ['a principal twice', { NotPrincipal: { AWS: HUB } }],
    ['an action twice', { NotAction: 'ecr:PutImage' }],
    ['an action that is no string', { Action: 1 }],
    ['a principal that is a name', { Principal: 'everyone' }],
    ['a condition that is a list', { Condition: [] }],
    ['an effect that is none', { Effect: 'allow' }],
    ['an element that is none', { Actions: ['ecr:PutImage'] }],
    ['a condition operator that is none', { Condition: { StringsEqual: { 'aws:PrincipalOrgID': 'o-x' } } }],
  ])('refuses %s', async (_, statement) => {
    const { refusal } = await scopeV2();
    expect(await refusal('PutRegistryPolicy', { policyText: registryPolicy(statement) })).toBe(invalidPolicy);
  });

  it.each([
    '',
    'allow',
    '[]',
    'null',
    '{"Version":"2012-10-17"}',
    '{"Version":"2012-10-17","Statement":[]}',
    '{"Statement":[{}]}',
  ])('refuses %j, which is no policy', async (policyText) => {
    expect(await freshEcr().refusal('PutRegistryPolicy', { policyText })).toBe(invalidPolicy);
  });

  it('refuses two statements with one Sid', async () => {
    const { Statement } = JSON.parse(registryPolicy()) as { Statement: unknown[] };
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, ...Statement] });
    expect(await (await scopeV2()).refusal('PutRegistryPolicy', { policyText })).toBe(invalidPolicy);
  });

  it.each([
    { Principal: { AWS: ABSENT_ROLE } },
    { Principal: undefined, NotPrincipal: { AWS: [ROLE, ABSENT_ROLE] } },
  ])('refuses a role that does not exist (%j)', async (statement) => {
    const { refusal } = await scopeV2();
    expect(await refusal('PutRegistryPolicy', { policyText: registryPolicy(statement) })).toBe(
      invalid('PolicyText', 'Principal not found'),
    );
  });

  it('keeps the old policy when the new one is refused', async () => {
    const { call, refusal } = await scopeV2();
    await call('PutRegistryPolicy', { policyText: registryPolicy() });
    await refusal('PutRegistryPolicy', { policyText: registryPolicy({ Action: 's3:*' }) });
    expect((await call('GetRegistryPolicy')).policyText).toBe(registryPolicy());
  });

  it('holds at most 10,240 characters', async () => {
    const { call, refusal } = await scopeV2();
    const exactly = registryPolicy().padEnd(10240);
    await expect(call('PutRegistryPolicy', { policyText: exactly })).resolves.toBeDefined();
    expect(await refusal('PutRegistryPolicy', { policyText: `${exactly} ` })).toBe(
      invalid('policyText', 'Member must have length less than or equal to 10240'),
    );
  });
});

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
