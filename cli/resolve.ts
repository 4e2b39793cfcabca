import { Command } from 'commander';
import { checked } from '../lib/checks/all';
import { loadManifest } from '../lib/manifest/load';
import { didYouMean } from '../lib/manifest/nearest';
import type { Topology } from '../lib/topology/model';
import { originName } from '../lib/views/image-origin';
import { ImageReferenceError, parseImageReference, type ImageReference } from '../lib/views/image-reference';
import { resolutionJson, resolutionText } from '../lib/views/resolution-text';
import { resolveImage } from '../lib/views/resolve-image';

interface Options {
  readonly environment: string;
  readonly account?: string;
  readonly region?: string;
  readonly json?: true;
}

/** `resolve <image> --environment <name>`. Exit 0: every registry asked for has a name, 1: one has none, 2: wrong usage. */
export function resolveCommand(file: string, now: () => Date, print: (text: string) => void): Command {
  const command = new Command('resolve')
    .description('the name of an image in an environment, and why, or why there is none')
    .argument('<image>', 'as it is written today, such as docker.io/library/nginx:1.27')
    .requiredOption('--environment <name>', 'environment of the manifest')
    .option('--account <name>', 'only this account of the environment')
    .option('--region <region>', 'only this Region')
    .option('--json', 'for programs');
  return command.action((image: string, options: Options) => {
    const { topology } = checked(loadManifest(file), now());
    const { text, found } = answer(command, topology, image, options);
    print(text);
    process.exitCode = found ? 0 : 1;
  });
}

function answer(
  command: Command,
  topology: Topology,
  image: string,
  options: Options,
): { text: string; found: boolean } {
  const { environment, account, region } = options;
  const reference = readReference(command, image);
  const environments = topology.registries.flatMap((registry) =>
    registry.kind === 'hub' ? [] : [registry.environment],
  );
  expectOneOf(command, 'environment', environment, environments);
  const all = resolveImage(topology, environment, reference);
  const ofAccount = all.filter(({ registry }) => account === undefined || registry.accountName === account);
  if (account !== undefined) {
    expectOneOf(
      command,
      `account of ${environment}`,
      account,
      all.map(({ registry }) => registry.accountName),
    );
  }
  const asked = ofAccount.filter(({ registry }) => region === undefined || registry.region === region);
  if (region !== undefined) {
    const where = account === undefined ? environment : `${environment}, account ${account}`;
    expectOneOf(
      command,
      `Region of ${where}`,
      region,
      ofAccount.map(({ registry }) => registry.region),
    );
  }
  const render = options.json ? resolutionJson : resolutionText;
  return {
    text: render(originName(topology, reference), environment, asked),
    found: asked.every(({ name }) => name !== undefined),
  };
}

function readReference(command: Command, image: string): ImageReference {
  try {
    return parseImageReference(image);
  } catch (error) {
    if (!(error instanceof ImageReferenceError)) throw error;
    return command.error(error.message);
  }
}

function expectOneOf(command: Command, what: string, found: string, known: readonly string[]): void {
  if (known.includes(found)) return;
  const names = [...new Set(known)];
  command.error(
    `found the unknown ${what} "${found}"${didYouMean(found, names)}, expected one of: ${names.join(', ')}`,
  );
}
