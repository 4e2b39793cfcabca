import { breakGlass, FOREIGN } from './example';
import { endpointRows } from './rows/endpoints';
import { breakGlassRows } from './rows/break-glass';
import { computeRows } from './rows/compute';
import { identityRows } from './rows/identities';
import { outsiderRows } from './rows/outsiders';
import { pullRows } from './rows/pulls';
import { registryRows } from './rows/registries';
import { scp, type Row } from './rows/row';

const guarded: readonly Row[] = [
  ...registryRows,
  ...identityRows,
  ...pullRows,
  ...outsiderRows,
  ...computeRows,
  ...endpointRows,
  ...breakGlassRows,
];

/** Whatever stops an administrator does not stop a holder of the break-glass tag before the date, and stops both after it. */
const exempted: readonly Row[] = guarded.flatMap((row): Row[] => {
  const account = row.principal.arn.split(':')[4] ?? '';
  const isAdministrator = row.principal.arn.endsWith(':role/administrator') && account !== FOREIGN;
  if (
    !isAdministrator ||
    row.principal.tags !== undefined ||
    row.denied?.layer !== 'scp' ||
    row.denied.statement === 'BreakGlassTag'
  )
    return [];
  const elsewhere = row.ownPolicy === undefined && !['', account].includes(row.resource.split(':')[4] ?? '');
  const request = Object.fromEntries(
    Object.entries(row).filter(([name]) => name !== 'denied'),
  ) as unknown as Row;
  const holder = { ...request, group: 'break-glass', principal: breakGlass(account) };
  return [
    {
      ...holder,
      what: `before the date: ${row.what}`,
      now: '2026-12-30T23:59:59Z',
      ...(elsewhere && { denied: { layer: 'resource' as const, statement: 'no grant' } }),
    },
    {
      ...holder,
      what: `after the date: ${row.what}`,
      now: '2026-12-31T00:00:01Z',
      denied: scp('BreakGlassIsOver'),
    },
  ];
});

/** All rows, in the order of docs/security-proof.md. */
export const rows: readonly Row[] = [...guarded, ...exempted];
