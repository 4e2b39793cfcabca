import type { LoadedManifest, Path } from '../manifest/load';

/** Parts of the manifest whose stacks are still to be written. */
const SECTIONS = ['guardrails', 'promotion', 'alerts'] as const;

/**
 * Whoever writes guardrails into the manifest and sees a deployment succeed would think that they are in force: one
 * line, with its position, for everything that is accepted and has no stack.
 */
export function notDeployed({ manifest, position }: LoadedManifest): string[] {
  const networks = Object.entries(manifest.environments)
    .filter(([, { network }]) => network !== undefined)
    .map(([environment]): Path => ['environments', environment, 'network']);
  const paths: Path[] = [
    ...SECTIONS.filter((section) => manifest[section] !== undefined).map((section): Path => [section]),
    ...networks,
  ];
  return paths.map((path) => {
    const { file, line, column } = position(path);
    return `${file}:${line}:${column} ${path.join('.')}: accepted, but this version deploys nothing for it`;
  });
}
