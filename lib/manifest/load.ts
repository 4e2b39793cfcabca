import { readFileSync } from 'node:fs';
import { applySchema } from './issues';
import { ManifestError, type Path, type Position } from './problems';
import type { Manifest } from './schema';
import { readSource } from './source';
import { validate } from './validate';

export { ManifestError, type Path, type Position, type Problem } from './problems';

export interface LoadedManifest {
  readonly manifest: Manifest;
  /** Where the value at that path stands, or its nearest ancestor in the file: for checks that come later. */
  position(path: Path): Position;
}

/** Reads a manifest. Throws a ManifestError if the file is missing or anything in it is wrong. */
export function loadManifest(path: string): LoadedManifest {
  return parseManifest(readText(path), path);
}

/**
 * YAML → schema → consistency. Throws a ManifestError with all problems of the first phase that has any: later phases
 * could only guess at what was meant. `file` is what the problems call the source.
 */
export function parseManifest(source: string, file: string): LoadedManifest {
  const read = readSource(source, file);
  const typed = applySchema(read);
  if ('findings' in typed) throw new ManifestError(typed.findings.map(read.problem));
  const findings = validate(typed.manifest);
  if (findings.length > 0) throw new ManifestError(findings.map(read.problem));
  return { manifest: typed.manifest, position: (path) => read.position(path) };
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
