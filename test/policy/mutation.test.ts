import { assembled, directory } from './example';
import { mutants, type Mutant } from './mutants';
import { rows, type Row } from './requests';
import { simulate } from './simulate';

/** Whether the row comes out as expected. */
async function holds(row: Row, action: string, under: typeof assembled): Promise<boolean> {
  const verdict = await simulate(under, directory, {
    ...row,
    action,
    account: row.account ?? row.resource.split(':')[4] ?? '',
  });
  return (
    JSON.stringify(verdict) ===
    JSON.stringify(row.denied === undefined ? { allowed: true } : { allowed: false, ...row.denied })
  );
}

/** The rows that can notice: a deny less shows where it denied, a condition less where it did not. */
function touched({ sid, effect }: Mutant): readonly Row[] {
  return rows.filter(
    ({ denied }) => (denied?.statement.split(' ').includes(sid) ?? false) === (effect === 'weaker'),
  );
}

const covers = (patterns: readonly string[], action: string) =>
  patterns.some(
    (pattern) => pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1))),
  );

test('no statement, condition or action can be dropped without a row that notices', async () => {
  const survivors: string[] = [];
  for (const mutant of mutants(assembled)) {
    const under = mutant.apply(assembled);
    let noticed = false;
    for (const row of touched(mutant)) {
      for (const action of row.actions.filter((each) => covers(mutant.actions, each))) {
        if (!noticed) noticed = !(await holds(row, action, under));
      }
    }
    if (!noticed) survivors.push(mutant.name);
  }
  expect(survivors).toEqual([]);
});
