import { readFileSync } from 'node:fs';
import { applySchema } from './issues';
import { ManifestError, type Finding, type Problem } from './problems';
import type { Manifest } from './schema';
import { readSource } from './source';

export { ManifestError } from './problems';

export interface LoadedManifest {
  readonly manifest: Manifest;
  /** What a check found, with the position of the value or of its nearest ancestor in the file. */
  problem(finding: Finding): Problem;
}

/** Reads a manifest. Throws a ManifestError if the file is missing or anything in it is wrong. */
export function loadManifest(path: string): LoadedManifest {
  return parseManifest(readText(path), path);
}

/**
 * YAML → schema. Throws a ManifestError with all problems of the first phase that has any: the next could only guess at
 * what was meant. Whether the values fit together is for lib/checks. `file` is what the problems call the source.
 */
export function parseManifest(source: string, file: string): LoadedManifest {
  const read = readSource(source, file);
  const typed = applySchema(read);
  if ('findings' in typed) throw new ManifestError(typed.findings.map(read.problem));
  return { manifest: typed.manifest, problem: (finding) => read.problem(finding) };
}

function readText(path: string): string {
  const refuse = (message: string) =>
    new ManifestError([{ file: path, line: 1, column: 1, path: '', message }]);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw refuse('found no such file, expected a manifest (BLUEPRINT=path chooses another)');
    if (code === 'EISDIR') throw refuse('found a folder, expected a manifest');
    throw refuse(`found a file that cannot be read (${code ?? message}), expected a manifest`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('found bytes that are not UTF-8, expected a manifest in UTF-8');
  }
}
