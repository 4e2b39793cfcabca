import { didYouMean } from './nearest';
import type { Finding } from './problems';
import type { Manifest } from './schema';

/** Images are exported from environments that cache them. */
export function promotionSources({ environments, promotion }: Manifest): Finding[] {
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
