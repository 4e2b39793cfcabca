import { dirname, resolve as absolute } from 'node:path';
import { notDeployed } from './lib/checks/not-deployed';
import { loadManifest, ManifestError } from './lib/manifest/load';
import { resolve } from './lib/topology/resolve';
import { buildApp, withoutSourceMaps } from './stacks/app';

// The entry point of `cdktf synth`, `diff` and `deploy`. BLUEPRINT=path chooses another manifest.
const file = process.env['BLUEPRINT'] || 'blueprint.yaml';
try {
  const loaded = loadManifest(file);
  for (const notice of notDeployed(loaded)) console.error(notice);
  const topology = resolve(loaded.manifest);
  withoutSourceMaps(() => buildApp(topology, { stateDirectory: dirname(absolute(file)) }).synth());
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
