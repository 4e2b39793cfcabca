import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofDocument } from './table';

test('docs/security-proof.md is fresh: else run `npm run prove`', () => {
  const file = join(__dirname, '..', '..', 'docs', 'security-proof.md');
  if (process.env['UPDATE_PROOF'] === '1') writeFileSync(file, proofDocument());
  expect(readFileSync(file, 'utf8')).toBe(proofDocument());
});
