import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../lib/reference/generated';
import { example } from '../topologies';

test.each(Object.entries(generatedFiles(example())))(
  '%s is fresh: else run `npm run generate`',
  (file, content) => {
    expect(readFileSync(join(__dirname, '..', '..', file), 'utf8')).toBe(content);
  },
);
