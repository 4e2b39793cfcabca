import { ACCOUNT, HUB, REGION, freshEcr } from './ecr-fixture';

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
