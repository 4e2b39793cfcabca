import type { Document } from './assembled';
import { assembled, directory } from './example';
import { mutants, type Mutant } from './mutants';
import { rows } from './requests';
import type { Row } from './rows/row';
import { simulate, type Layer } from './simulate';

const request = (row: Row, action: string) => ({
  ...row,
  action,
  account: row.account ?? row.resource.split(':')[4] ?? '',
});

/** Whether the row comes out as expected, under a mutant. */
async function holds(row: Row, action: string, { edit }: Mutant): Promise<boolean> {
  const verdict = await simulate(assembled, directory, request(row, action), edit);
  return (
    JSON.stringify(verdict) ===
    JSON.stringify(row.denied === undefined ? { allowed: true } : { allowed: false, ...row.denied })
  );
}

/** The policies that a row is evaluated against. */
async function policiesOf(row: Row): Promise<ReadonlySet<Document>> {
  const seen = new Set<Document>();
  await simulate(assembled, directory, request(row, row.actions[0] ?? ''), (document) => {
    seen.add(document);
    return document;
  });
  return seen;
}

const GRANTS: readonly Layer[] = ['identity', 'resource'];

/**
 * Whether the row can notice: where more is allowed, one that the statement or its layer denied; where less is, one that it
 * did not deny.
 */
function touches({ sid, layer, effect }: Mutant, { denied }: Row): boolean {
  // Where neither identity nor resource grants, either could.
  const here = GRANTS.includes(layer) ? GRANTS : [layer];
  const byIt =
    denied !== undefined &&
    here.includes(denied.layer) &&
    (denied.statement.split(' ').includes(sid) || denied.statement === 'no grant');
  return byIt === (effect === 'weaker');
}

const covers = (patterns: readonly string[], action: string) =>
  patterns.some(
    (pattern) => pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1))),
  );

test('no statement, condition or action can be dropped without a row that notices', async () => {
  const policies = new Map<Row, ReadonlySet<Document>>();
  for (const row of rows) policies.set(row, await policiesOf(row));
  const survivors: string[] = [];
  for (const mutant of mutants(assembled)) {
    const noticing = rows.filter(
      (row) => touches(mutant, row) && [...mutant.documents].some((own) => policies.get(row)?.has(own)),
    );
    let noticed = false;
    for (const row of noticing) {
      for (const action of row.actions.filter((each) => covers(mutant.actions, each))) {
        if (!noticed) noticed = !(await holds(row, action, mutant));
      }
    }
    if (!noticed) survivors.push(mutant.name);
  }
  expect(survivors).toEqual([]);
}, 60_000);
