import { quotas } from '../catalog/quotas';
import type { Check } from './check';

/** One check per quota of the catalogue: what is used of it stays below what AWS, or the manifest's `limits`, allows. */
export const quotaChecks: readonly Check[] = quotas.map(({ id, what, source }) => ({
  id,
  severity: 'error',
  why: `AWS or the provider refuses more: ${what}.`,
  source,
  run: ({ usage }) =>
    usage
      .filter((row) => row.quota === id && row.used > row.limit)
      .map(({ path, of, used, limit }) => ({
        path,
        message: `found ${used} for ${of}, expected at most ${limit} ${what} (limits.${id} raises it)`,
      })),
}));
