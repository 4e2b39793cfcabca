import { dirname, resolve as absolute } from 'node:path';
import { loadManifest, ManifestError } from './lib/manifest/load';
import { resolve } from './lib/topology/resolve';
import { buildApp } from './stacks/app';

// The entry point of `cdktf synth`, `diff` and `deploy`. BLUEPRINT=path chooses another manifest.
const file = process.env['BLUEPRINT'] || 'blueprint.yaml';
// CDKTF takes a stack trace for every token and ts-node maps each through its source map: a third of the time, unread.
Error.prepareStackTrace = undefined;
try {
  buildApp(resolve(loadManifest(file).manifest), { stateDirectory: dirname(absolute(file)) }).synth();
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
