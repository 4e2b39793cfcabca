import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'image-supply-lab-';
/** Names the process that a directory belongs to. */
const OWNER = 'owner';

/** A directory of the lab's own, under the system's for temporary files; those of labs that were killed go. */
export function makeOwnDirectory(): string {
  for (const name of readdirSync(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (name.startsWith(PREFIX) && isAbandoned(directory))
      rmSync(directory, { recursive: true, force: true });
  }
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(directory, OWNER), String(process.pid));
  return directory;
}

/** Whether its owner is gone. One without an owner's name is somebody else's, or about to be named. */
function isAbandoned(directory: string): boolean {
  try {
    process.kill(Number(readFileSync(join(directory, OWNER), 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
