import type { Finding } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';
import { liesIn } from '../topology/units';
import type { Check } from './check';

export const consumerChecks: readonly Check[] = [
  {
    id: 'consumer-of-cache',
    severity: 'error',
    why: 'Production would run what nobody released: a cache fetches on demand.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html',
    run: ({ manifest }) => [...accounts(manifest), ...units(manifest)],
  },
];

/** Pull-through environments with what they let in. */
function caching({ environments }: Manifest) {
  return Object.entries(environments).flatMap(([name, { pullThrough, consumers }]) =>
    pullThrough === undefined ? [] : [{ name, consumers }],
  );
}

function replicated({ environments }: Manifest) {
  return Object.entries(environments).filter(([, environment]) => environment.replicated !== undefined);
}

function accounts(manifest: Manifest): Finding[] {
  return caching(manifest).flatMap(({ name, consumers }) =>
    consumers.accounts.flatMap((account, index) => {
      const owner = replicated(manifest).find(([, environment]) =>
        Object.values(environment.accounts).some(({ id }) => id === account),
      );
      if (owner === undefined) return [];
      const message = `found ${account}, an account of the replicated environment ${owner[0]}, expected accounts that may run untested images`;
      return [{ path: ['environments', name, 'consumers', 'accounts', index], message }];
    }),
  );
}

function units(manifest: Manifest): Finding[] {
  return caching(manifest).flatMap(({ name, consumers }) =>
    consumers.organizationalUnits.flatMap((unit, index) => {
      const inside = replicated(manifest).find(
        ([, { organizationalUnit: own }]) => own !== undefined && liesIn(manifest, own, unit),
      );
      if (inside === undefined) return [];
      const message = `found "${unit}", which holds the replicated environment ${inside[0]}, expected units that may run untested images`;
      return [{ path: ['environments', name, 'consumers', 'organizationalUnits', index], message }];
    }),
  );
}
