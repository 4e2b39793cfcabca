import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares with a file that people read in reviews; `npm run golden` writes it anew. */
export function expectGolden(name: string, actual: unknown): void {
  const file = join(__dirname, '..', 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  }
  expect(actual).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
