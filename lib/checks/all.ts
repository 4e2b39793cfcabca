import type { LoadedManifest } from '../manifest/load';
import { ManifestError, type Problem } from '../manifest/problems';
import type { Topology } from '../topology/model';
import { resolve } from '../topology/resolve';
import { breakGlassChecks } from './break-glass';
import { cacheChecks } from './caches';
import type { Check } from './check';
import { consumerChecks } from './consumers';
import { credentialChecks } from './credentials';
import { limitChecks } from './limits';
import { networkChecks } from './network';
import { notDeployedChecks } from './not-deployed';
import { ownershipChecks } from './ownership';
import { prefixChecks } from './prefixes';
import { promotionChecks } from './promotion-sources';
import { providerChecks } from './provider-version';
import { pullThroughChecks } from './pull-through';
import { quotaChecks } from './quotas';
import { regionChecks } from './regions';
import { stackNameChecks } from './stack-names';
import { tagChecks } from './tags';
import { unitChecks } from './units';
import { upstreamUrlChecks } from './upstream-url';
import { usageOf, type Usage } from './usage';

/** Phase three: what is wrong between the values of a manifest, each of which is right by itself. */
export const checks: readonly Check[] = [
  ...unitChecks,
  ...regionChecks,
  ...networkChecks,
  ...ownershipChecks,
  ...stackNameChecks,
  ...pullThroughChecks,
  ...upstreamUrlChecks,
  ...credentialChecks,
  ...prefixChecks,
  ...cacheChecks,
  ...consumerChecks,
  ...tagChecks,
  ...providerChecks,
  ...promotionChecks,
  ...breakGlassChecks,
  ...limitChecks,
  ...quotaChecks,
  ...notDeployedChecks,
];

/** What a check found, where it stands, and why it matters. */
export interface LocatedFinding extends Problem, Pick<Check, 'id' | 'severity' | 'why' | 'source'> {}

/** What a manifest means, and everything that is to be said of it. */
export interface Examination {
  readonly topology: Topology;
  readonly usage: readonly Usage[];
  /** In the order of the file. */
  readonly findings: readonly LocatedFinding[];
}

/** Runs every check. `now` is what dates are compared with. */
export function examine({ manifest, problem }: LoadedManifest, now: Date): Examination {
  const topology = resolve(manifest);
  const usage = usageOf(manifest, topology);
  const subject = { manifest, topology, now, usage };
  const findings = checks
    .flatMap(({ id, severity, why, source, run }) =>
      run(subject).map((finding) => ({
        ...problem({ ...finding, message: `${finding.message} [${id}]` }),
        id,
        severity,
        why,
        source,
      })),
    )
    .sort((a, b) => a.line - b.line || a.column - b.column);
  return { topology, usage, findings };
}

/**
 * What a manifest means, and what to know about it.
 * @throws ManifestError with every error at once; warnings do not count
 */
export function checked(
  loaded: LoadedManifest,
  now: Date,
): { readonly topology: Topology; readonly warnings: readonly Problem[] } {
  const { topology, findings } = examine(loaded, now);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ManifestError(errors);
  return { topology, warnings: findings };
}
