import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { manifestJsonSchema } from '../../lib/reference/json-schema';
import { exampleSource } from '../topologies';
import { complaints, environments, manifest, rules } from '../manifest/sections';

// patternErrorMessage is for editors; whatever else is not in the standard is a mistake of ours.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary(['patternErrorMessage']);
const validate = ajv.compile(manifestJsonSchema());

/** `/hub/account: type` for every error of the schema itself; of alternatives only that none fits. */
function errors(source: string): string[] {
  validate(parse(source));
  return (validate.errors ?? [])
    .filter(({ schemaPath }) => !/(anyOf|oneOf)\/\d/.test(schemaPath))
    .map(({ instancePath, keyword }) => `${instancePath || '/'}: ${keyword}`);
}

const hub = "account: '000000000002', regions: [eu-west-1]";

describe('accepts what the commands accept:', () => {
  test.each([
    ['the example', exampleSource()],
    ['the least', manifest()],
    ['tags', manifest({ tags: "{ owner: platform, 'cost:centre': '' }" })],
    [
      'the long form of an account',
      manifest({
        environments: environments({
          dev: { accounts: "{ main: { id: '000000000003', regions: [us-east-1], adopt: true } }" },
        }),
      }),
    ],
    [
      'the long form of an organizational unit',
      manifest({
        organization:
          "{ id: o-a1b2c3d4e5, managementAccount: '000000000001', organizationalUnits: { a: { id: ou-ab12-aaaaaaaa }, b: { id: ou-ab12-bbbbbbbb, parent: a } } }",
      }),
    ],
    [
      'both forms of a guarded unit',
      manifest({ guardrails: '{ units: [dev, { unit: prod, mode: observe }] }' }),
    ],
    [
      'a secret of its own and one that exists',
      rules(
        '{ upstream: docker-hub, credentials: { secret: d, version: 2 } }',
        '{ upstream: github, credentials: { existing: g } }',
      ),
    ],
    ['a rule for ROOT', rules('{ upstream: quay, prefix: ROOT, only: [a/*] }')],
    [
      'a rule to the hub',
      rules('{ hub: approved, prefix: base, repositories: { lifecycle: { keepLast: 3 } } }'),
    ],
    [
      'a replicated environment',
      manifest({ environments: environments({ prod: { pullThrough: '', replicated: '[release]' } }) }),
    ],
    [
      'settings of a namespace',
      manifest({ hub: `{ ${hub}, namespaces: { approved: { create: [a/b], encryption: aes256 } } }` }),
    ],
    ['scanning that is managed elsewhere', manifest({ scanning: '{ managed: elsewhere }' })],
    [
      'events that are kept for any number of days',
      manifest({ alerts: '{ email: [a@example.com], retentionDays: 91 }' }),
    ],
    [
      'gates',
      manifest({
        promotion: "{ export: { from: [dev], requesters: ['arn:aws:iam::000000000003:role/ci'] } }",
      }),
    ],
    ['limits', manifest({ limits: '{ pull-through-rules: 60 }' })],
  ])('%s', (_, source) => {
    expect([errors(source), complaints(source)]).toEqual([[], []]);
  });
});

describe('refuses, where the commands do:', () => {
  const dev = (keys: Readonly<Record<string, string>>) =>
    manifest({ environments: environments({ dev: keys }) });
  test.each([
    ['an unknown key', manifest({ hubs: '{}' }), '/: additionalProperties'],
    [
      'an unknown key of a rule',
      rules('{ upstream: quay, prefx: a }'),
      '/environments/dev/pullThrough/0: additionalProperties',
    ],
    ['no hub', manifest().replace(/^hub:.*\n/m, ''), '/: required'],
    [
      'a number for an account id',
      manifest({ hub: '{ account: 123456789012, regions: [eu-west-1] }' }),
      '/hub/account: type',
    ],
    [
      'a number for an account id in its short form',
      dev({ accounts: '{ main: 123456789012 }' }),
      '/environments/dev/accounts/main: anyOf',
    ],
    [
      'a number for an account id in its long form',
      dev({ accounts: '{ main: { id: 123456789012 } }' }),
      '/environments/dev/accounts/main: anyOf',
    ],
    [
      'a short account id',
      manifest({ hub: "{ account: '12', regions: [eu-west-1] }" }),
      '/hub/account: pattern',
    ],
    [
      'both hub and upstream',
      rules('{ upstream: quay, hub: approved }'),
      '/environments/dev/pullThrough/0: oneOf',
    ],
    ['neither hub nor upstream', rules('{ prefix: base }'), '/environments/dev/pullThrough/0: oneOf'],
    ['both kinds of environment', dev({ replicated: '[release]' }), '/environments/dev: oneOf'],
    [
      'both kinds of credentials',
      rules('{ upstream: github, credentials: { secret: a, existing: b } }'),
      '/environments/dev/pullThrough/0/credentials: oneOf',
    ],
    ['an unknown word', manifest({ repositories: '{ encryption: sse }' }), '/repositories/encryption: enum'],
    ['an unknown upstream', rules('{ upstream: gcr }'), '/environments/dev/pullThrough/0/upstream: enum'],
    [
      'an unknown mode',
      manifest({ guardrails: '{ units: [{ unit: dev, mode: log }] }' }),
      '/guardrails/units/0: anyOf',
    ],
    [
      'a name with capitals',
      manifest({ environments: environments({ Dev: {} }) }),
      '/environments: propertyNames',
    ],
    ['no Region', manifest({ hub: "{ account: '000000000002', regions: [] }" }), '/hub/regions: minItems'],
    ['a Region twice', dev({ regions: '[eu-west-1, eu-west-1]' }), '/environments/dev/regions: uniqueItems'],
    ['half a day', manifest({ alerts: '{ retentionDays: 0.5 }' }), '/alerts/retentionDays: minimum'],
    ['a day and a half', manifest({ alerts: '{ retentionDays: 1.5 }' }), '/alerts/retentionDays: multipleOf'],
    ['a string for a boolean', manifest({ repositories: '{ lambda: "yes" }' }), '/repositories/lambda: type'],
  ])('%s', (_, source, error) => {
    expect(errors(source)).toContain(error);
    expect(complaints(source)).not.toEqual([]);
  });
});

test('tells editors what is allowed, in the words of the commands', () => {
  const { name, hub: hubSchema } = manifestJsonSchema().properties ?? {};
  expect([name?.patternErrorMessage, hubSchema?.properties?.['account']?.patternErrorMessage]).toEqual([
    'expected a name of 2 to 20 lower-case letters, digits or "-", starting with a letter',
    'expected an account id: 12 digits in quotes',
  ]);
});
