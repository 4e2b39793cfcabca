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
