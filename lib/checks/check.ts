import type { Finding } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';
import type { Topology } from '../topology/model';
import type { Usage } from './usage';

/** What checks look at: what the user wrote, for positions, and what it means. */
export interface Subject {
  readonly manifest: Manifest;
  readonly topology: Topology;
  readonly now: Date;
  /** What is used of the quotas. */
  readonly usage: readonly Usage[];
}

/** One thing that can be wrong although every value is right by itself. */
export interface Check {
  /** Stands behind its messages and in docs/checks.md; does not change. */
  readonly id: string;
  /** `error`: nothing is built. `warning`: said, and built. */
  readonly severity: 'error' | 'warning';
  /** What would happen otherwise. */
  readonly why: string;
  /** Where that is written. */
  readonly source: string;
  readonly run: (subject: Subject) => readonly Finding[];
}
