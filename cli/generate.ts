import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from '../lib/reference/generated';

// `npm run generate`: writes what is made from the code anew. A test fails while it is stale.
for (const [file, content] of Object.entries(generated)) {
  writeFileSync(join(__dirname, '..', file), content());
}
