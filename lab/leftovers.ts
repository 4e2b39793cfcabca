import { readdirSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';

/** Long enough for Terraform to write its state and release the lock after an interrupt. */
const PATIENCE = 20_000;

/**
 * Ends what still works below a directory: CDKTF runs Terraform in a session of its own, where no signal to CDKTF's process
 * group arrives. A process is known by where it works at the moment of the look, so that no other can be meant. Reads
 * `/proc`; where there is none (macOS), the closing terminal ends them: Terraform hangs up.
 */
export async function endProcessesIn(directory: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  signal(directory, 'SIGINT');
  while (workingIn(directory).length > 0) {
    if (Date.now() > end) signal(directory, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function signal(directory: string, name: NodeJS.Signals): void {
  for (const pid of workingIn(directory)) {
    try {
      process.kill(pid, name);
    } catch {
      // ended between the look and the signal
    }
  }
}

function workingIn(directory: string): number[] {
  try {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .filter((pid) => `${workingDirectory(pid)}${sep}`.startsWith(`${directory}${sep}`));
  } catch {
    return []; // no /proc
  }
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // ended in between, or not ours to read
  }
}
