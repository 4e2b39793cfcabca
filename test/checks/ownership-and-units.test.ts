import { complaints, environments, manifest } from '../manifest/sections';

/** On line 2. */
function units(text: string, managementAccount = '000000000001'): string {
  return `{ id: o-a1b2c3d4e5, managementAccount: '${managementAccount}', organizationalUnits: ${text} }`;
}

const replicated = { pullThrough: '', replicated: '[release]', accounts: "{ main: '000000000004' }" };

describe('organizational units', () => {
  test('an environment in an unknown one', () => {
    const source = manifest({ environments: environments({ dev: { organizationalUnit: 'devv' } }) });
    expect(complaints(source)).toEqual([
      '9:25 environments.dev.organizationalUnit: found the unknown organizational unit "devv" (did you mean "dev"?), expected one of: dev, prod',
    ]);
  });

  test('one that only JavaScript knows is unknown', () => {
    const source = manifest({ environments: environments({ dev: { organizationalUnit: 'constructor' } }) });
    expect(complaints(source)).toEqual([
      '9:25 environments.dev.organizationalUnit: found the unknown organizational unit "constructor", expected one of: dev, prod',
    ]);
  });

  test('unknown consumers', () => {
    const source = manifest({
      environments: environments({ dev: { consumers: '{ organizationalUnits: [dev, qa] }' } }),
    });
    expect(complaints(source)).toEqual([
      '9:45 environments.dev.consumers.organizationalUnits[1]: found the unknown organizational unit "qa", expected one of: dev, prod',
    ]);
  });

  test('guardrails for unknown ones, in both forms', () => {
    expect(complaints(manifest({ guardrails: '{ units: [qa, { unit: pro }] }' }))).toEqual([
      '5:23 guardrails.units[0]: found the unknown organizational unit "qa", expected one of: dev, prod',
      '5:35 guardrails.units[1].unit: found the unknown organizational unit "pro" (did you mean "prod"?), expected one of: dev, prod',
    ]);
  });

  test('an unknown parent', () => {
    const organization = units('{ dev: { id: ou-ab12-aaaaaaaa, parent: root } }');
    expect(complaints(manifest({ organization }))).toEqual([
      '2:130 organization.organizationalUnits.dev.parent: found the unknown organizational unit "root", expected one of: dev',
    ]);
  });

  test('none is known', () => {
    const source = manifest({ organization: units('{}'), guardrails: '{ units: [dev] }' });
    expect(complaints(source)).toEqual([
      '5:23 guardrails.units[0]: found the unknown organizational unit "dev", expected one of: none, as organization.organizationalUnits is empty',
    ]);
  });

  test('parents in a circle', () => {
    const organization = units(
      '{ dev: { id: ou-ab12-aaaaaaaa, parent: prod }, prod: { id: ou-ab12-bbbbbbbb, parent: dev } }',
    );
    expect(complaints(manifest({ organization }))).toEqual([
      '2:130 organization.organizationalUnits.dev.parent: found dev in prod in dev, expected parents that end at the root',
      '2:176 organization.organizationalUnits.prod.parent: found prod in dev in prod, expected parents that end at the root',
    ]);
  });

  test('one id under two names', () => {
    const organization = units('{ dev: ou-ab12-aaaaaaaa, prod: ou-ab12-aaaaaaaa }');
    expect(complaints(manifest({ organization }))).toEqual([
      '2:122 organization.organizationalUnits.prod: found ou-ab12-aaaaaaaa, which is dev already, expected one name for each unit',
    ]);
  });

  test('one twice in the rollout of the guardrails', () => {
    expect(complaints(manifest({ guardrails: '{ units: [dev, { unit: dev, mode: observe }] }' }))).toEqual([
      '5:36 guardrails.units[1].unit: found "dev" again, expected it once: it is guardrails.units[0] already',
    ]);
  });

  test('one with both kinds of environment', () => {
    const source = manifest({
      environments: environments({
        dev: { organizationalUnit: 'prod' },
        production: { ...replicated, organizationalUnit: 'prod' },
      }),
    });
    expect(complaints(source)).toEqual([
      '14:25 environments.production.organizationalUnit: found "prod" for a replicated environment, while the environment dev there is pull-through, expected units apart for the two kinds',
    ]);
  });

  test('nested ones with both kinds of environment, through a unit between them', () => {
    const organization = units(
      '{ root: ou-ab12-aaaaaaaa, mid: { id: ou-ab12-bbbbbbbb, parent: root }, low: { id: ou-ab12-cccccccc, parent: mid } }',
    );
    const kinds = (first: string, second: string) =>
      manifest({
        organization,
        environments: environments({
          dev: { organizationalUnit: first },
          production: { ...replicated, organizationalUnit: second },
        }),
      });
    expect(complaints(kinds('root', 'low'))).toEqual([
      '14:25 environments.production.organizationalUnit: found "low", nested with "root" for a replicated environment, while the environment dev there is pull-through, expected units apart for the two kinds',
    ]);
    expect(complaints(kinds('low', 'root'))).toEqual([
      '14:25 environments.production.organizationalUnit: found "root", nested with "low" for a replicated environment, while the environment dev there is pull-through, expected units apart for the two kinds',
    ]);
  });

  test('siblings may hold one kind each', () => {
    const organization = units(
      '{ root: ou-ab12-aaaaaaaa, dev: { id: ou-ab12-bbbbbbbb, parent: root }, prod: { id: ou-ab12-cccccccc, parent: root } }',
    );
    const source = manifest({
      organization,
      environments: environments({
        dev: { organizationalUnit: 'dev' },
        production: { ...replicated, organizationalUnit: 'prod' },
      }),
    });
    expect(complaints(source)).toEqual([]);
  });
});

describe('accounts', () => {
  test('nothing is in the management account, which no guardrail binds', () => {
    const source = manifest({
      organization: units('{}', '000000000003'),
      hub: "{ account: '000000000003', regions: [us-east-1] }",
      environments: environments({ dev: {} }),
      state: "{ account: '000000000003', region: eu-west-1, bucket: acme-state }",
    });
    const message =
      'found the management account 000000000003, expected a member account: no guardrail binds the management account';
    expect(complaints(source)).toEqual([
      `3:17 hub.account: ${message}`,
      `6:23 environments.dev.accounts.main: ${message}`,
      "6:23 environments.dev.accounts.main: found the hub's account 000000000003, expected an account of the environment's own",
      `9:19 state.account: ${message}`,
    ]);
  });

  test("an environment in the hub's account", () => {
    const accounts = "{ main: { id: '000000000002', regions: [us-east-1] } }";
    expect(complaints(manifest({ environments: environments({ dev: { accounts } }) }))).toEqual([
      "6:29 environments.dev.accounts.main.id: found the hub's account 000000000002, expected an account of the environment's own",
    ]);
  });

  test('the state may be in any member account', () => {
    const state = "{ account: '000000000002', region: eu-west-1, bucket: acme-state }";
    expect(complaints(manifest({ state }))).toEqual([]);
  });

  test('one account and Region in two environments', () => {
    expect(complaints(manifest({ environments: environments({ dev: {}, qa: {} }) }))).toEqual([
      '10:23 environments.qa.accounts.main: found 000000000003 in eu-west-1, which environments.dev.accounts.main owns already, expected one owner for each account and Region',
    ]);
  });

  test('one account and Region twice in one environment', () => {
    const accounts = "{ main: '000000000003', other: '000000000003' }";
    expect(complaints(manifest({ environments: environments({ dev: { accounts } }) }))).toEqual([
      '6:46 environments.dev.accounts.other: found 000000000003 in eu-west-1, which environments.dev.accounts.main owns already, expected one owner for each account and Region',
    ]);
  });

  test('one account in two environments with Regions apart', () => {
    const source = manifest({ environments: environments({ dev: {}, qa: { regions: '[us-east-1]' } }) });
    expect(complaints(source)).toEqual([]);
  });

  test('one account in environments of both kinds', () => {
    const production = { pullThrough: '', replicated: '[release]', regions: '[us-east-1]' };
    expect(complaints(manifest({ environments: environments({ dev: {}, production }) }))).toEqual([
      '10:23 environments.production.accounts.main: found 000000000003 in a replicated environment, while environments.dev.accounts.main is pull-through, expected accounts apart for the two kinds',
    ]);
  });
});

describe('Regions', () => {
  test('of another partition', () => {
    const source = manifest({
      hub: "{ account: '000000000002', regions: [us-gov-west-1] }",
      environments: environments({
        dev: {
          accounts: "{ main: { id: '000000000003', regions: [cn-north-1] } }",
          regions: '[cn-northwest-1]',
        },
      }),
      state: "{ account: '000000000002', region: us-gov-east-1, bucket: acme-state }",
    });
    const message = (region: string, partition: string) =>
      `found ${region} of the partition ${partition}, expected a Region of the partition aws`;
    expect(complaints(source)).toEqual([
      `3:43 hub.regions[0]: ${message('us-gov-west-1', 'aws-us-gov')}`,
      `6:55 environments.dev.accounts.main.regions[0]: ${message('cn-north-1', 'aws-cn')}`,
      `7:15 environments.dev.regions[0]: ${message('cn-northwest-1', 'aws-cn')}`,
      `9:43 state.region: ${message('us-gov-east-1', 'aws-us-gov')}`,
    ]);
  });

  test('of the partition', () => {
    const source = manifest({
      partition: 'aws-cn',
      hub: "{ account: '000000000002', regions: [cn-north-1] }",
      environments: environments({ dev: { regions: '[cn-north-1]' } }),
    });
    expect(complaints(source)).toEqual([]);
  });

  test('none for an account, neither its own nor the environment’s', () => {
    const accounts = "{ main: '000000000003', us: { id: '000000000004', regions: [us-east-1] } }";
    expect(complaints(manifest({ environments: environments({ dev: { accounts, regions: '' } }) }))).toEqual([
      '6:23 environments.dev.accounts.main: found no Region for this account, expected regions here or in its environment',
    ]);
  });

  test('an environment needs none if every account has its own', () => {
    const accounts = "{ us: { id: '000000000004', regions: [us-east-1] } }";
    expect(complaints(manifest({ environments: environments({ dev: { accounts, regions: '' } }) }))).toEqual(
      [],
    );
  });
});

describe('a private path', () => {
  const path = '{ vpc: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d], routeTables: [rtb-0a1b2c3d] }';
  const network = (text: string) => manifest({ environments: environments({ dev: { network: text } }) });

  test('to a registry', () => {
    expect(complaints(network(`{ main: { eu-west-1: ${path} } }`))).toEqual([]);
  });

  test('for an account that the environment does not have', () => {
    expect(complaints(network(`{ mian: { eu-west-1: ${path} } }`))).toEqual([
      '9:16 environments.dev.network.mian: found the unknown account "mian" (did you mean "main"?), expected one of: main',
    ]);
  });

  test('in a Region where the account has no registry', () => {
    expect(complaints(network(`{ main: { us-east-1: ${path} } }`))).toEqual([
      '9:24 environments.dev.network.main.us-east-1: found us-east-1, where this account has no registry, expected one of: eu-west-1',
    ]);
  });
});

describe('the gate into the hub', () => {
  const promotion = (from: string) =>
    `{ export: { from: ${from}, requesters: ["arn:aws:iam::000000000003:role/ci"] } }`;

  test('leads from pull-through environments only', () => {
    const source = manifest({
      environments: environments({ dev: {}, production: replicated }),
      promotion: promotion('[dev, dve, production]'),
    });
    const line = source.split('\n').findIndex((text) => text.startsWith('promotion')) + 1;
    expect(complaints(source)).toEqual([
      `${line}:36 promotion.export.from[1]: found "dve" (did you mean "dev"?), expected a pull-through environment: dev`,
      `${line}:41 promotion.export.from[2]: found "production", expected a pull-through environment: dev`,
    ]);
  });
});
