import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checked } from '../lib/checks/all';
import { loadManifest } from '../lib/manifest/load';
import { generatedFiles } from '../lib/reference/generated';

// `npm run generate`: writes what is made from the code anew. A test fails while it is stale.
const project = join(__dirname, '..');
const { topology } = checked(loadManifest(join(project, 'blueprint.yaml')), new Date());
for (const [file, content] of Object.entries(generatedFiles(topology))) {
  writeFileSync(join(project, file), content);
}
