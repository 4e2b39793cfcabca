import { quotas } from '../catalog/quotas';
import { didYouMean } from '../manifest/nearest';
import type { Check } from './check';

export const limitChecks: readonly Check[] = [
  {
    id: 'unknown-limit',
    severity: 'error',
    why: 'It would raise nothing.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
    run: ({ manifest }) => {
      const known: readonly string[] = quotas.map(({ id }) => id);
      return Object.keys(manifest.limits)
        .filter((id) => !known.includes(id))
        .map((id) => ({
          path: ['limits', id],
          at: 'key' as const,
          message: `found the unknown quota "${id}"${didYouMean(id, known)}, expected one of: ${known.join(', ')}`,
        }));
    },
  },
];
