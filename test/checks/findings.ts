import { examine } from '../../lib/checks/all';
import { parseManifest } from '../../lib/manifest/load';
import { problemLine } from '../../lib/manifest/problems';
import { exampleSource } from '../topologies';

export const NOW = new Date('2026-11-01T00:00:00Z');

/** What the checks say of the example with some values set, as `error: path: message [id]`; positions are tested elsewhere. */
export function found(changes: Readonly<Record<string, unknown>>): string[] {
  return foundIn(exampleSource(changes));
}

export function foundIn(source: string): string[] {
  return examine(parseManifest(source, 'm.yaml'), NOW).findings.map(
    (finding) => `${finding.severity}: ${problemLine(finding).replace(/^m\.yaml:\d+:\d+ /, '')}`,
  );
}
