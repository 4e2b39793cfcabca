import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the processes whose environment names `text`, so that other people's are never meant. */
export function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .flatMap((pid) => {
      try {
        const own = [
          readFileSync(`/proc/${pid}/environ`, 'utf8'),
          readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
        ];
        return own.some((content) => content.includes(text))
          ? [`${pid} ${own[1]?.replaceAll('\0', ' ').trim()}`]
          : [];
      } catch {
        return []; // ended in between, or not ours to read
      }
    });
}

/** Waits until `done` holds; fails with what still is, so that a survivor has a name. */
export async function eventually(look: () => string[], patience = 30_000): Promise<void> {
  const end = Date.now() + patience;
  let left = look();
  while (left.length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = look();
  }
  expect(left).toEqual([]);
}
