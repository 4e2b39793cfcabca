import { didYouMean } from '../manifest/nearest';
import type { Check } from './check';
import type { Finding } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';

export const promotionChecks: readonly Check[] = [
  {
    id: 'promotion-source',
    severity: 'error',
    why: 'Images are exported from environments that cache them; a replicated one only holds what was released already.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
    run: ({ manifest }) => promotionSources(manifest),
  },
];

function promotionSources({ environments, promotion }: Manifest): Finding[] {
  const caching = Object.keys(environments).filter((name) => environments[name]?.pullThrough !== undefined);
  return (promotion?.export?.from ?? []).flatMap((name, index) =>
    caching.includes(name)
      ? []
      : [
          {
            path: ['promotion', 'export', 'from', index],
            message: `found "${name}"${didYouMean(name, caching)}, expected a pull-through environment: ${caching.join(', ') || 'there is none'}`,
          },
        ],
  );
}
