import { assembled, directory } from './example';
import { rows } from './requests';
import type { Row } from './rows/row';
import { simulate } from './simulate';

/** What the run prints beside PASS or FAIL: the layer that decides, and its statement. */
const answer = ({ denied }: Row) =>
  denied === undefined ? 'allowed' : `denied by ${denied.layer}, ${denied.statement}`;

const named = rows.map(
  (row) => [`${row.group}: ${row.principal.arn.split(':')[4]}, ${row.what}: ${answer(row)}`, row] as const,
);

test('there are rows enough to read as a specification', () => {
  expect(rows.length).toBeGreaterThanOrEqual(80);
});

test.each(named)('%s', async (_, row: Row) => {
  for (const action of row.actions) {
    const verdict = await simulate(assembled, directory, {
      ...row,
      action,
      account: row.account ?? row.resource.split(':')[4] ?? '',
    });
    expect({ action, ...verdict }).toEqual(
      row.denied === undefined ? { action, allowed: true } : { action, allowed: false, ...row.denied },
    );
  }
});
