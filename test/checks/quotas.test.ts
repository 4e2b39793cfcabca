import { quotas } from '../../lib/catalog/quotas';
import { checks } from '../../lib/checks/all';
import { found } from './findings';

const many = (count: number, name = 'a') => Array.from({ length: count }, (_, index) => `${name}${index}`);
const rulesOf = (count: number) => ({
  'environments.staging.pullThrough': many(count).map((prefix) => ({ hub: 'approved', prefix })),
});
/** As many replicated registries as asked for, one account each. */
const destinations = (count: number) => ({
  'environments.production': {
    accounts: Object.fromEntries(many(count).map((name, index) => [name, String(100000000000 + index)])),
    regions: ['eu-west-1'],
    replicated: ['release'],
  },
});
/** As many replicated environments as asked for, each with a namespace of its own, hence a rule of its own. */
const replicationRules = (count: number) => ({
  'hub.namespaces': Object.fromEntries([...many(count, 'ns'), 'approved'].map((name) => [name, {}])),
  'environments.production': undefined,
  ...Object.fromEntries(
    many(count, 'ns').map((namespace, index) => [
      `environments.prod${index}`,
      {
        accounts: { main: String(100000000000 + index) },
        regions: ['eu-west-1'],
        replicated: [namespace],
      },
    ]),
  ),
});

test('50 rules are allowed, 51 are not', () => {
  expect(found(rulesOf(50))).toEqual([]);
  expect(found(rulesOf(51))).toEqual([
    'error: environments.staging.pullThrough: found 51 for staging-main-eu-west-1, expected at most 50 pull-through cache rules in one registry (limits.pull-through-rules raises it) [pull-through-rules]',
  ]);
});

test('25 destinations of replication are allowed, 26 are not', () => {
  expect(found(destinations(25))).toEqual([]);
  expect(found(destinations(26))).toEqual([
    'error: environments: found 26 for replication-eu-west-1, expected at most 25 accounts and Regions that one registry replicates to, over all rules (limits.replication-destinations raises it) [replication-destinations]',
  ]);
});

test("10 replication rules are allowed by the provider's schema, 11 are not", () => {
  expect(found(replicationRules(10))).toEqual([]);
  expect(found(replicationRules(11))).toEqual([
    'error: environments: found 11 for replication-eu-west-1, expected at most 10 replication rules of one registry (limits.replication-rules raises it) [replication-rules]',
  ]);
});

test('100 filters of a replication rule are allowed, 101 are not', () => {
  const filters = (count: number) => ({
    'hub.namespaces': Object.fromEntries([...many(count, 'ns'), 'approved'].map((name) => [name, {}])),
    'environments.production.replicated': many(count, 'ns'),
    limits: { 'registry-policy-size': 100_000 },
    guardrails: undefined,
  });
  expect(found(filters(100))).toEqual([]);
  expect(found(filters(101))).toEqual([
    'error: environments: found 101 for rule 1 of replication-eu-west-1, expected at most 100 filters of one replication rule (limits.replication-filters raises it) [replication-filters]',
  ]);
});

test('a registry policy over 10,240 characters is refused before AWS does', () => {
  const only = Array.from({ length: 300 }, (_, index) => `team-${index}/application`);
  const messages = found({
    'environments.staging.pullThrough': [{ hub: 'approved', only }],
    guardrails: undefined,
  });
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(
    /^error: environments\.staging: found \d{5} for staging-main-eu-west-1, expected at most 10240 characters of a registry policy \(limits\.registry-policy-size raises it\) \[registry-policy-size\]$/,
  );
});

test('an endpoint policy over 20,480 characters is refused before AWS does', () => {
  const additional = Array.from({ length: 500 }, (_, index) => String(100000000000 + index));
  const messages = found({ 'guardrails.awsOwnedRegistries': { additional }, 'guardrails.units': [] });
  expect(messages.filter((message) => message.includes('endpoint-policy-size'))).toEqual([
    expect.stringMatching(
      /^error: environments\.development\.network: found \d{5} for the endpoints of ECR, expected at most 20480 characters of the policy of a VPC endpoint/,
    ),
  ]);
});

test('a policy name over 128 characters comes from the name of an environment', () => {
  const name = 'e'.repeat(110);
  expect(
    found({
      [`environments.${name}`]: {
        accounts: { main: '100000000000' },
        regions: ['eu-west-1'],
        pullThrough: [{ hub: 'approved' }],
      },
    }),
  ).toEqual([
    `error: environments.${name}: found 136 for acme-${name}-first-pull-eu-west-1, expected at most 128 characters of the name of an IAM policy (limits.policy-name-length raises it) [policy-name-length]`,
  ]);
});

test('a quota that AWS has raised is raised in the manifest', () => {
  expect(found({ ...rulesOf(60), limits: { 'pull-through-rules': 60 } })).toEqual([]);
});

test('a lower limit holds as well: it is what was checked', () => {
  expect(found({ limits: { 'pull-through-rules': 4 } })).toEqual([
    'error: environments.development.pullThrough: found 5 for development-main-eu-west-1, expected at most 4 pull-through cache rules in one registry (limits.pull-through-rules raises it) [pull-through-rules]',
  ]);
});

test('an unknown quota is refused with the nearest one', () => {
  const ids = quotas.map(({ id }) => id).join(', ');
  expect(found({ limits: { 'pull-through-rule': 60 } })).toEqual([
    `error: limits.pull-through-rule: found the unknown quota "pull-through-rule" (did you mean "pull-through-rules"?), expected one of: ${ids} [unknown-limit]`,
  ]);
});

test('every quota of the catalogue has a check', () => {
  const ids = checks.map(({ id }) => id);
  expect(quotas.filter(({ id }) => !ids.includes(id))).toEqual([]);
});

test('ids are unique, and every check says why and where that is written', () => {
  const ids = checks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(checks.filter(({ why, source }) => !/[.]$/.test(why) || !source.startsWith('https://'))).toEqual([]);
});

test('a service control policy over its size is refused before AWS does', () => {
  const only = Array.from({ length: 300 }, (_, index) => `team-${index}/application`);
  const changes = {
    'environments.staging.pullThrough': [{ hub: 'approved', only }],
    limits: { 'registry-policy-size': 100_000 },
  };
  expect(found(changes)).toHaveLength(1);
  expect(found(changes)[0]).toMatch(
    /^error: guardrails\.units: found \d{5} for nonproduction, expected at most 10240 characters of a service control policy .* \[service-control-policy-size\]$/,
  );
});
