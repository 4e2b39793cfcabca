import fc from 'fast-check';
import type { Statement } from '../../lib/policies/document';
import { guardrailPolicies } from '../../lib/policies/guardrails/policies';
import { pack } from '../../lib/policies/guardrails/pack';
import { example } from '../topologies';

const sizes = (changes: Record<string, unknown> = {}) =>
  guardrailPolicies(example(changes)).map(({ target, serviceControl, resourceControl }) => [
    target.name,
    ...[...serviceControl, ...resourceControl].map((document) => JSON.stringify(document).length),
  ]);

describe('targets', () => {
  test('are the hub first, then the units in the order of the manifest', () => {
    expect(
      guardrailPolicies(example()).map(({ target: { name, kind, mode } }) => [name, kind, mode]),
    ).toEqual([
      ['hub', 'hub', 'enforce'],
      ['nonproduction', 'pull-through', 'enforce'],
      ['production', 'replicated', 'observe'],
    ]);
  });

  test("hold the state's account as well where it is not the hub's", () => {
    const targets = guardrailPolicies(example({ 'state.account': '111111111111' })).map(
      ({ target }) => target,
    );
    expect(targets.map(({ name, id }) => [name, id]).slice(0, 2)).toEqual([
      ['hub', '387262473178'],
      ['state', '111111111111'],
    ]);
  });

  test('observe the hub until some unit enforces', () => {
    const units = [{ unit: 'nonproduction', mode: 'observe' }];
    const [hub] = guardrailPolicies(example({ 'guardrails.units': units }));
    expect(hub?.target.mode).toBe('observe');
  });

  test('take the kind of the environments below them', () => {
    const changes = {
      'organization.organizationalUnits.workloads': 'ou-cbfn-99999999',
      'organization.organizationalUnits.production': { id: 'ou-cbfn-mtzx272h', parent: 'workloads' },
      'guardrails.units': ['workloads'],
    };
    expect(guardrailPolicies(example(changes)).at(-1)?.target).toMatchObject({
      kind: 'replicated',
      environments: ['production'],
    });
  });
});

test('no guardrails in the manifest, no policies', () => {
  expect(guardrailPolicies(example({ guardrails: undefined }))).toEqual([]);
});

test('policies are as long for a hundred pull-through accounts as for one', () => {
  const accounts = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`a${index}`, String(100000000000 + index)]),
  );
  expect(sizes({ 'environments.staging.accounts': accounts })).toEqual(sizes());
});

test('without break-glass nobody is exempt by a tag', () => {
  const policies = guardrailPolicies(example({ 'guardrails.breakGlass': undefined }));
  expect(JSON.stringify(policies.map(({ serviceControl }) => serviceControl))).not.toContain('PrincipalTag');
});

test('accounts that the manifest adds may be pulled from', () => {
  const changes = { 'guardrails.awsOwnedRegistries': { additional: ['123412341234'] } };
  expect(JSON.stringify(guardrailPolicies(example(changes)))).toContain(
    'arn:aws:ecr:*:123412341234:repository/*',
  );
});

describe('packing', () => {
  const statement = fc
    .record({ size: fc.integer({ min: 1, max: 300 }), id: fc.integer({ min: 0, max: 9999 }) })
    .map(({ size, id }): Statement => ({
      Sid: `S${id}`,
      Effect: 'Deny',
      Action: 'x'.repeat(size),
      Resource: '*',
    }));

  test('keeps every statement once, so that what is denied does not change, and stays below the limit', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 40 }), (statements) => {
        const documents = pack(statements, 600);
        const packed = documents.flatMap(({ Statement }) => Statement);
        const sorted = (list: readonly Statement[]) => list.map((one) => JSON.stringify(one)).sort();
        expect(sorted(packed)).toEqual(sorted(statements));
        expect(documents.filter((document) => JSON.stringify(document).length > 600)).toEqual([]);
      }),
    );
  });

  test('uses one document where one is enough', () => {
    const statements = ['A', 'B'].map((Sid): Statement => ({
      Sid,
      Effect: 'Deny',
      Action: 'a:*',
      Resource: '*',
    }));
    expect(pack(statements, 10_240)).toHaveLength(1);
  });

  test('gives a statement that is too large a document of its own, which the check reports', () => {
    const large: Statement = { Sid: 'L', Effect: 'Deny', Action: 'x'.repeat(700), Resource: '*' };
    const small: Statement = { Sid: 'S', Effect: 'Deny', Action: 'x', Resource: '*' };
    expect(pack([large, small], 600).map(({ Statement }) => Statement.map(({ Sid }) => Sid))).toEqual([
      ['L'],
      ['S'],
    ]);
  });
});
