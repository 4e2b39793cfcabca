import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from '../../lib/reference/generated';

test.each(Object.entries(generated))('%s is fresh: else run `npm run generate`', (file, content) => {
  expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toBe(content());
});
