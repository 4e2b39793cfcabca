import { Command, CommanderError } from 'commander';
import { ManifestError } from '../lib/manifest/load';
import { checkCommand } from './check';
import { resolveCommand } from './resolve';

/** `npm run -s blueprint -- <command>`. Exit 0: fine, 1: the manifest is wrong or an answer is no, 2: wrong usage. */
const manifest = process.env['BLUEPRINT'] || 'blueprint.yaml';
const now = () => new Date();
const commands = [checkCommand(manifest, now, console.log), resolveCommand(manifest, now, console.log)];

const program = new Command('npm run -s blueprint --').description(
  'what the manifest means and what is wrong with it (BLUEPRINT=path chooses another)',
);
for (const command of commands) program.addCommand(command);
for (const command of [program, ...commands]) command.exitOverride();

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // commander has printed it; asking for help is no mistake
  } else {
    console.error(error instanceof ManifestError ? error.message : error);
    process.exitCode = 1;
  }
});
