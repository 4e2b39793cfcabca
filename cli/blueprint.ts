import { Command } from 'commander';
import { ManifestError } from '../lib/manifest/load';
import { checkCommand } from './check';

/** `npm run -s blueprint -- <command>`. Exit 0: fine, 1: the manifest is wrong or an answer is no, 2: wrong usage. */
const manifest = process.env['BLUEPRINT'] || 'blueprint.yaml';
const program = new Command('npm run -s blueprint --')
  .description('what the manifest means and what is wrong with it (BLUEPRINT=path chooses another)')
  .addCommand(checkCommand(manifest, () => new Date(), console.log));

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof ManifestError ? error.message : error);
  process.exitCode = 1;
});
