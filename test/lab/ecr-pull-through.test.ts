import { ABSENT_ROLE, ACCOUNT, HUB, KEY, REGION, ROLE, freshEcr, invalid } from './ecr-fixture';

const secret = (name: string, account = ACCOUNT, region = REGION) =>
  `arn:aws:secretsmanager:${region}:${account}:secret:ecr-pullthroughcache/${name}-AbCdEf`;
const quay = { ecrRepositoryPrefix: 'quay', upstreamRegistryUrl: 'quay.io' };
const dockerHub = {
  ecrRepositoryPrefix: 'docker-hub',
  upstreamRegistryUrl: 'registry-1.docker.io',
  credentialArn: secret('docker-hub'),
};
const { credentialArn } = dockerHub;
const hub = {
  ecrRepositoryPrefix: 'approved',
  upstreamRegistryUrl: `${HUB}.dkr.ecr.${REGION}.amazonaws.com`,
  upstreamRepositoryPrefix: 'approved',
  customRoleArn: ROLE,
};

describe('a pull-through cache rule', () => {
  it('is created and described with the upstream that its URL means', async () => {
    const { call } = freshEcr();
    const created = {
      ...dockerHub,
      upstreamRegistry: 'docker-hub',
      registryId: ACCOUNT,
      createdAt: expect.any(Number),
    };
    expect(await call('CreatePullThroughCacheRule', dockerHub)).toEqual(created);
    expect(await call('DescribePullThroughCacheRules')).toEqual({
      pullThroughCacheRules: [{ ...created, updatedAt: expect.any(Number) }],
    });
  });

  it.each([
    ['public.ecr.aws', 'ecr-public', {}],
    ['quay.io', 'quay', {}],
    ['registry.k8s.io', 'k8s', {}],
    ['registry-1.docker.io', 'docker-hub', { credentialArn }],
    ['ghcr.io', 'github-container-registry', { credentialArn }],
    ['contoso.azurecr.io', 'azure-container-registry', { credentialArn }],
    ['registry.gitlab.com', 'gitlab-container-registry', { credentialArn }],
    ['cgr.dev', 'chainguard', { credentialArn }],
    [`${HUB}.dkr.ecr.us-east-1.amazonaws.com`, 'ecr', { customRoleArn: ROLE }],
  ])('of %s has the upstream %s', async (upstreamRegistryUrl, upstreamRegistry, access) => {
    const input = { ecrRepositoryPrefix: 'cache', upstreamRegistryUrl, ...access };
    expect(await freshEcr().call('CreatePullThroughCacheRule', input)).toMatchObject({ upstreamRegistry });
  });

  it.each([
    'docker.io',
    'https://quay.io',
    'quay.io/org',
    'gcr.io',
    'mcr.microsoft.com',
    'harbor.example.com',
    `${HUB}.dkr.ecr.cn-north-1.amazonaws.com.cn`,
    `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`,
  ])('refuses the upstream %s', async (upstreamRegistryUrl) => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...quay, upstreamRegistryUrl })).toBe(
      `UnsupportedUpstreamRegistryException: The upstream registry URL ${upstreamRegistryUrl} is invalid.`,
    );
  });

  it('refuses an upstream name that is not that of the URL', async () => {
    const refused = await freshEcr().refusal('CreatePullThroughCacheRule', {
      ...quay,
      upstreamRegistry: 'k8s',
    });
    expect(refused).toBe(
      'UnsupportedUpstreamRegistryException: The upstream registry URL quay.io is invalid.',
    );
  });

  it.each(['registry-1.docker.io', 'ghcr.io', 'contoso.azurecr.io', 'registry.gitlab.com', 'cgr.dev'])(
    'of %s needs a secret',
    async (upstreamRegistryUrl) => {
      const refused = await freshEcr().refusal('CreatePullThroughCacheRule', {
        ...quay,
        upstreamRegistryUrl,
      });
      expect(refused).toBe(
        'UnsupportedUpstreamRegistryException: The specified upstream registry requires authentication. ' +
          'Specify a valid Secrets Manager ARN',
      );
    },
  );

  it.each([
    ['of another account', secret('docker-hub', HUB)],
    ['of another Region', secret('docker-hub', ACCOUNT, 'us-east-1')],
  ])('refuses a secret %s', async (_, credentialArn) => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...dockerHub, credentialArn })).toMatch(
      /^UnableToAccessSecretException: /,
    );
  });

  it('refuses a secret that does not exist', async () => {
    const { refusal } = freshEcr({ secret: () => Promise.resolve(undefined) });
    expect(await refusal('CreatePullThroughCacheRule', dockerHub)).toMatch(/^SecretNotFoundException: /);
  });

  it('refuses a secret under a key of its own, which ECR cannot use', async () => {
    const { refusal } = freshEcr({ secret: () => Promise.resolve({ kmsKeyId: KEY }) });
    expect(await refusal('CreatePullThroughCacheRule', dockerHub)).toBe(
      `UnableToDecryptSecretValueException: The secret ${credentialArn} is accessible but is unable to be decrypted: ` +
        `its key is ${KEY}, it must be aws/secretsmanager`,
    );
  });

  it.each([undefined, 'alias/aws/secretsmanager'])('accepts a secret under the key %s', async (kmsKeyId) => {
    const { call } = freshEcr({ secret: () => Promise.resolve({ ...(kmsKeyId && { kmsKeyId }) }) });
    await expect(call('CreatePullThroughCacheRule', dockerHub)).resolves.toMatchObject({ credentialArn });
  });

  it.each([
    ['a secret', 'quay', quay, { credentialArn }],
    ['a role', 'quay', quay, { customRoleArn: ROLE }],
    ['an upstream prefix', 'quay', quay, { upstreamRepositoryPrefix: 'org' }],
    ['a role', 'docker-hub', dockerHub, { customRoleArn: ROLE }],
    ['an upstream prefix', 'docker-hub', dockerHub, { upstreamRepositoryPrefix: 'library' }],
    ['a secret', 'ecr', hub, { credentialArn }],
  ])('refuses %s for the upstream %s, which is not documented', async (_, upstream, rule, more) => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...rule, ...more })).toBe(
      invalid(Object.keys(more)[0] ?? '', `Member must be null when the upstream registry is ${upstream}`),
    );
  });

  it('refuses a secret without the prefix that ECR may read', async () => {
    const credentialArn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:docker-hub-AbCdEf`;
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...dockerHub, credentialArn })).toMatch(
      /^InvalidParameterException: Invalid parameter at 'credentialArn'.*regular expression/,
    );
  });

  it('of another account needs a role', async () => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...hub, customRoleArn: undefined })).toBe(
      invalid('customRoleArn', 'Member must not be null when the upstream registry is in another account'),
    );
  });

  it('of the own account in another Region needs none', async () => {
    const input = {
      ecrRepositoryPrefix: 'a1',
      upstreamRegistryUrl: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com`,
    };
    await expect(freshEcr().call('CreatePullThroughCacheRule', input)).resolves.toBeDefined();
  });

  it.each([
    ['does not exist', ABSENT_ROLE],
    ['is in another account', `arn:aws:iam::${HUB}:role/fetch`],
    ['is no role', `arn:aws:iam::${ACCOUNT}:user/fetch`],
    ['is of another partition', `arn:aws-cn:iam::${ACCOUNT}:role/fetch`],
  ])('refuses a role that %s', async (_, customRoleArn) => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...hub, customRoleArn })).toMatch(
      /^InvalidParameterException: Invalid parameter at 'customRoleArn'/,
    );
  });

  it('shows ROOT as the upstream prefix that an ECR upstream has by default, and none for other upstreams', async () => {
    const { call } = freshEcr();
    const byDefault = { ...hub, upstreamRepositoryPrefix: undefined };
    expect(await call('CreatePullThroughCacheRule', byDefault)).toHaveProperty(
      'upstreamRepositoryPrefix',
      'ROOT',
    );
    expect(await call('CreatePullThroughCacheRule', quay)).not.toHaveProperty('upstreamRepositoryPrefix');
  });

  it('for ROOT has no upstream prefix', async () => {
    expect(
      await freshEcr().refusal('CreatePullThroughCacheRule', { ...hub, ecrRepositoryPrefix: 'ROOT' }),
    ).toBe(invalid('upstreamRepositoryPrefix', 'Member must be null when ecrRepositoryPrefix is ROOT'));
  });

  it.each(['a', 'Quay', 'quay-', '-quay', 'qu//ay', 'q'.repeat(31), 'qu ay'])(
    'refuses the prefix %j',
    async (prefix) => {
      expect(
        await freshEcr().refusal('CreatePullThroughCacheRule', { ...quay, ecrRepositoryPrefix: prefix }),
      ).toMatch(
        /^InvalidParameterException: Invalid parameter at 'ecrRepositoryPrefix' failed to satisfy constraint: /,
      );
    },
  );

  it.each(['ghcr', 'cache/quay', 'a--b__c', 'quay/'])('accepts the prefix %j', async (prefix) => {
    const input = { ...quay, ecrRepositoryPrefix: prefix };
    expect(await freshEcr().call('CreatePullThroughCacheRule', input)).toHaveProperty(
      'ecrRepositoryPrefix',
      prefix,
    );
  });

  it.each(['quay', 'quay/'])('is one per prefix: a second %s is refused', async (ecrRepositoryPrefix) => {
    const { call, refusal } = freshEcr();
    await call('CreatePullThroughCacheRule', quay);
    expect(await refusal('CreatePullThroughCacheRule', { ...quay, ecrRepositoryPrefix })).toBe(
      'PullThroughCacheRuleAlreadyExistsException: The pull through cache rule with Amazon ECR repository prefix ' +
        `'${ecrRepositoryPrefix}' already exists in the registry with id '${ACCOUNT}'`,
    );
  });

  it('is one per prefix when two are asked for at once', async () => {
    const { call } = freshEcr();
    const both = await Promise.allSettled([
      call('CreatePullThroughCacheRule', hub),
      call('CreatePullThroughCacheRule', hub),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused in the registry of another account', async () => {
    expect(await freshEcr().refusal('CreatePullThroughCacheRule', { ...quay, registryId: HUB })).toMatch(
      /^AccessDeniedException: /,
    );
  });

  it('is one of 50 at most', async () => {
    const { call, refusal } = freshEcr();
    const rule = (n: number) => ({ ...quay, ecrRepositoryPrefix: `quay-${n}` });
    for (let n = 0; n < 50; n += 1) await call('CreatePullThroughCacheRule', rule(n));
    expect(await refusal('CreatePullThroughCacheRule', rule(50))).toMatch(/^LimitExceededException: /);
  });
});

describe('describing pull-through cache rules', () => {
  it('pages through those named', async () => {
    const { call } = freshEcr();
    for (const ecrRepositoryPrefix of ['aa', 'bb', 'cc'])
      await call('CreatePullThroughCacheRule', { ...quay, ecrRepositoryPrefix });
    const named = { ecrRepositoryPrefixes: ['cc', 'aa/'], maxResults: 1 };
    const first = await call('DescribePullThroughCacheRules', named);
    expect(first.pullThroughCacheRules).toMatchObject([{ ecrRepositoryPrefix: 'aa' }]);
    const second = await call('DescribePullThroughCacheRules', { ...named, nextToken: first.nextToken });
    expect(second.pullThroughCacheRules).toMatchObject([{ ecrRepositoryPrefix: 'cc' }]);
    expect(second).not.toHaveProperty('nextToken');
  });
});

describe('changing a pull-through cache rule', () => {
  it('changes its secret and nothing else', async () => {
    const { call } = freshEcr();
    await call('CreatePullThroughCacheRule', dockerHub);
    const change = { ecrRepositoryPrefix: 'docker-hub', credentialArn: secret('other') };
    expect(await call('UpdatePullThroughCacheRule', change)).toEqual({
      ...change,
      registryId: ACCOUNT,
      updatedAt: expect.any(Number),
    });
    expect((await call('DescribePullThroughCacheRules')).pullThroughCacheRules).toMatchObject([
      { ...dockerHub, ...change },
    ]);
  });

  it('needs a secret or a role', async () => {
    const { call, refusal } = freshEcr();
    await call('CreatePullThroughCacheRule', quay);
    expect(await refusal('UpdatePullThroughCacheRule', { ecrRepositoryPrefix: 'quay' })).toBe(
      'InvalidParameterException: Invalid input: Please set either credential arn or role arn to update the credentials',
    );
  });

  it('refuses a role that does not exist', async () => {
    const { call, refusal } = freshEcr();
    await call('CreatePullThroughCacheRule', hub);
    const change = { ecrRepositoryPrefix: 'approved', customRoleArn: ABSENT_ROLE };
    expect(await refusal('UpdatePullThroughCacheRule', change)).toContain(`'${ABSENT_ROLE}' does not exist`);
  });

  it.each([
    ['UpdatePullThroughCacheRule', { ecrRepositoryPrefix: 'absent', customRoleArn: ROLE }],
    ['DeletePullThroughCacheRule', { ecrRepositoryPrefix: 'absent' }],
    ['ValidatePullThroughCacheRule', { ecrRepositoryPrefix: 'absent' }],
    ['DescribePullThroughCacheRules', { ecrRepositoryPrefixes: ['absent'] }],
  ])('%s refuses a prefix without a rule', async (operation, input) => {
    expect(await freshEcr().refusal(operation, input)).toBe(
      "PullThroughCacheRuleNotFoundException: The pull through cache rule with Amazon ECR repository prefix 'absent' " +
        `does not exist in the registry with id '${ACCOUNT}'`,
    );
  });

  it('deletes it and says what it was', async () => {
    const { call } = freshEcr();
    await call('CreatePullThroughCacheRule', hub);
    expect(await call('DeletePullThroughCacheRule', { ecrRepositoryPrefix: 'approved' })).toEqual({
      ...hub,
      registryId: ACCOUNT,
      createdAt: expect.any(Number),
    });
    expect(await call('DescribePullThroughCacheRules')).toEqual({ pullThroughCacheRules: [] });
  });
});

describe('validating a pull-through cache rule', () => {
  it('says so when ECR can use it', async () => {
    const { call } = freshEcr();
    await call('CreatePullThroughCacheRule', hub);
    expect(await call('ValidatePullThroughCacheRule', { ecrRepositoryPrefix: 'approved' })).toEqual({
      ...hub,
      registryId: ACCOUNT,
      isValid: true,
    });
  });

  it('says why when its secret has gone since', async () => {
    let exists = true;
    const { call } = freshEcr({ secret: () => Promise.resolve(exists ? {} : undefined) });
    await call('CreatePullThroughCacheRule', dockerHub);
    exists = false;
    const answer = await call('ValidatePullThroughCacheRule', { ecrRepositoryPrefix: 'docker-hub' });
    expect(answer).toMatchObject({ isValid: false, failure: expect.stringContaining('was not found') });
  });
});
