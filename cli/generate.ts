import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../lib/reference/generated';

// `npm run generate`: writes what is made from the code anew. A test fails while it is stale.
for (const [file, content] of Object.entries(generatedFiles())) {
  writeFileSync(join(__dirname, '..', file), content);
}
