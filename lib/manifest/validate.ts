import { ownership } from './ownership';
import type { Finding } from './problems';
import { promotionSources } from './promotion-sources';
import { pullThrough } from './pull-through';
import { regions } from './regions';
import type { Manifest } from './schema';
import { stackNames } from './stack-names';
import { units } from './units';

/** Phase three: what is wrong between the values of a manifest, each of which is right by itself. */
export function validate(manifest: Manifest): Finding[] {
  return [units, regions, ownership, stackNames, pullThrough, promotionSources].flatMap((check) =>
    check(manifest),
  );
}
