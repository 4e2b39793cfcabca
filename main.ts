import { dirname, resolve as absolute } from 'node:path';
import { checked } from './lib/checks/all';
import { loadManifest, ManifestError } from './lib/manifest/load';
import { problemLine } from './lib/manifest/problems';
import { buildApp, withoutSourceMaps } from './stacks/app';

// The entry point of `cdktf synth`, `diff` and `deploy`. BLUEPRINT=path chooses another manifest.
const file = process.env['BLUEPRINT'] || 'blueprint.yaml';
try {
  const { topology, warnings } = checked(loadManifest(file), new Date());
  for (const warning of warnings) console.error(`warning: ${problemLine(warning)}`);
  withoutSourceMaps(() => buildApp(topology, { stateDirectory: dirname(absolute(file)) }).synth());
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
