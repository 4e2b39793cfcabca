import { z } from 'zod';
import { manifestSchema } from '../../lib/manifest/schema';
import { environments, manifest, parsed } from './sections';

describe('what a manifest means where it says nothing', () => {
  test('only name, organization, hub and environments are required', () => {
    const source = `name: acme
organization: { id: o-a1b2c3d4e5, managementAccount: '000000000001' }
hub: { account: '000000000002', regions: [eu-west-1] }
environments: {}
`;
    expect(parsed(source)).toEqual({
      name: 'acme',
      tags: {},
      partition: 'aws',
      organization: { id: 'o-a1b2c3d4e5', managementAccount: '000000000001', organizationalUnits: {} },
      access: { roleName: 'OrganizationAccountAccessRole', management: { roleName: 'none' } },
      provider: { version: '>= 5.100.0, < 7.0.0' },
      hub: { account: '000000000002', regions: ['eu-west-1'], adopt: false, pullThrough: [], namespaces: {} },
      repositories: { encryption: 'kms', lifecycle: { untaggedDays: 7, keepLast: 100 }, lambda: false },
      scanning: { type: 'enhanced', frequency: 'continuous' },
      environments: {},
      limits: {},
    });
  });

  test('an environment has no consumers beyond its own accounts, and adopts nothing', () => {
    expect(parsed(manifest()).environments['dev']).toEqual({
      accounts: { main: { id: '000000000003', adopt: false } },
      regions: ['eu-west-1'],
      pullThrough: [{ upstream: 'quay' }],
      consumers: { accounts: [], organizationalUnits: [] },
    });
  });

  test('a namespace follows the general settings, and Terraform creates no repository in it', () => {
    expect(parsed(manifest()).hub.namespaces['approved']).toEqual({ create: [] });
  });

  test('the parts of the lifecycle have defaults of their own', () => {
    const { repositories } = parsed(manifest({ repositories: '{ lifecycle: { keepLast: 5 } }' }));
    expect(repositories.lifecycle).toEqual({ untaggedDays: 7, keepLast: 5 });
  });

  test('an override has no defaults: what it leaves out is decided further up', () => {
    const loaded = parsed(
      manifest({ environments: environments({ dev: { repositories: '{ lifecycle: {} }' } }) }),
    );
    expect(loaded.environments['dev']?.repositories).toEqual({ lifecycle: {} });
  });

  test.each([
    ['{ type: basic }', { type: 'basic', frequency: 'on-push' }],
    ['{ type: enhanced }', { type: 'enhanced', frequency: 'continuous' }],
    ['{ frequency: on-push }', { type: 'enhanced', frequency: 'on-push' }],
    ['{ managed: elsewhere }', { managed: 'elsewhere' }],
    ['{}', { type: 'enhanced', frequency: 'continuous' }],
  ])('scanning: %s', (given, expected) => {
    expect(parsed(manifest({ scanning: given })).scanning).toEqual(expected);
  });

  test('state is not bootstrapping', () => {
    const state = "{ account: '000000000009', region: eu-west-1, bucket: acme-state }";
    expect(parsed(manifest({ state })).state).toEqual({
      account: '000000000009',
      region: 'eu-west-1',
      bucket: 'acme-state',
      bootstrap: false,
    });
  });

  test('guardrails without break-glass', () => {
    expect(parsed(manifest({ guardrails: '{}' })).guardrails).toEqual({
      units: [],
      awsOwnedRegistries: { additional: [] },
    });
  });

  test('gates', () => {
    const requesters = '["arn:aws:iam::000000000003:role/ci-*"]';
    const promotion = `{ export: { from: [dev], requesters: ${requesters} }, release: { requesters: ${requesters} } }`;
    expect(parsed(manifest({ promotion })).promotion).toEqual({
      export: { from: ['dev'], maxSeverity: 'high', requesters: ['arn:aws:iam::000000000003:role/ci-*'] },
      release: {
        maxSeverity: 'medium',
        tagPattern: '^v[0-9]+[.][0-9]+[.][0-9]+$',
        requesters: ['arn:aws:iam::000000000003:role/ci-*'],
      },
    });
  });

  test('alerts', () => {
    expect(parsed(manifest({ alerts: '{}' })).alerts).toEqual({ email: [], retentionDays: 90 });
  });
});

describe('short forms mean their long forms', () => {
  test('an account', () => {
    const accounts = "{ a: '000000000003', b: { id: '000000000004', regions: [us-east-1], adopt: true } }";
    const loaded = parsed(manifest({ environments: environments({ dev: { accounts } }) }));
    expect(loaded.environments['dev']?.accounts).toEqual({
      a: { id: '000000000003', adopt: false },
      b: { id: '000000000004', regions: ['us-east-1'], adopt: true },
    });
  });

  test('an organizational unit', () => {
    const organization =
      "{ id: o-a1b2c3d4e5, managementAccount: '000000000001', organizationalUnits: { a: ou-ab12-aaaaaaaa, b: { id: ou-ab12-bbbbbbbb, parent: a } } }";
    expect(parsed(manifest({ organization })).organization.organizationalUnits).toEqual({
      a: { id: 'ou-ab12-aaaaaaaa' },
      b: { id: 'ou-ab12-bbbbbbbb', parent: 'a' },
    });
  });

  test('a unit in the rollout of the guardrails', () => {
    const { guardrails } = parsed(
      manifest({ guardrails: '{ units: [dev, { unit: prod, mode: observe }] }' }),
    );
    expect(guardrails?.units).toEqual([
      { unit: 'dev', mode: 'enforce' },
      { unit: 'prod', mode: 'observe' },
    ]);
  });
});

test('every field says what it is', () => {
  const undescribed = (schema: z.core.JSONSchema.BaseSchema, path: string): string[] => {
    const fields = Object.entries(schema.properties ?? {}) as [string, z.core.JSONSchema.BaseSchema][];
    const inner = [schema.items, schema.additionalProperties].filter((part) => typeof part === 'object');
    return [
      ...fields.flatMap(([key, field]) => [
        ...(field.description === undefined ? [`${path}.${key}`] : []),
        ...undescribed(field, `${path}.${key}`),
      ]),
      ...inner.flatMap((part) => undescribed(part as z.core.JSONSchema.BaseSchema, `${path}.*`)),
    ];
  };
  expect(undescribed(z.toJSONSchema(manifestSchema, { io: 'input' }), '')).toEqual([]);
});
