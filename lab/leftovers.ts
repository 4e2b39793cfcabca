import { readdirSync, readFileSync } from 'node:fs';

/** Long enough for Terraform to write its state and release the lock after an interrupt. */
const PATIENCE = 20_000;

/**
 * Interrupts, and in the end kills, the processes that were started with that text in their environment: CDKTF runs Terraform
 * in a session of its own, where no signal to CDKTF's process group arrives. What somebody else runs in the same folder has
 * another environment. Reads `/proc`; where there is none (macOS), the closing terminal ends them: Terraform hangs up.
 */
export async function endProcessesMarked(mark: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  signal(mark, 'SIGINT');
  while (marked(mark).length > 0) {
    if (Date.now() > end) signal(mark, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function signal(mark: string, name: NodeJS.Signals): void {
  for (const pid of marked(mark)) {
    try {
      process.kill(pid, name);
    } catch {
      // ended between the look and the signal
    }
  }
}

function marked(mark: string): number[] {
  try {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .filter((pid) => environmentOf(pid).includes(mark));
  } catch {
    return []; // no /proc
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // ended in between, or not ours to read
  }
}
