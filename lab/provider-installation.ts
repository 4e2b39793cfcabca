import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** Where `terraform init` gets the AWS provider from. */
export interface ProviderInstallation {
  /** The Terraform CLI configuration that says so; the lab writes it into its own directory. */
  cliConfig: string;
  /** For humans. */
  describe: string;
}

/** Directories below which software is installed by hand or by a package; a mirror may be one of their entries. */
const SOFTWARE_ROOTS = [
  '/opt',
  '/usr/local',
  '/usr/local/share',
  '/usr/local/lib',
  '/usr/share',
  '/usr/lib',
  join(homedir(), '.local', 'share'),
];

/** Terraform's implied mirrors: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
const IMPLIED_MIRRORS = [
  join(homedir(), '.terraform.d', 'plugins'),
  ...[join(homedir(), '.local', 'share'), '/usr/local/share', '/usr/share'].map((dir) =>
    join(dir, 'terraform', 'plugins'),
  ),
];

/** What the stacks accept (design: `>= 5.100.0, < 7.0.0`); a mirror with nothing in it is of no use. */
const accepted = ([major = 0, minor = 0]: number[]): boolean => (major === 5 && minor >= 100) || major === 6;

/**
 * In this order: the user's own CLI configuration when it decides the matter, a filesystem mirror found where software is
 * installed, the public registry with a cache (without one every stack keeps its own copy of 700 MB).
 *
 * @param cacheDirectory where the registry's download is kept
 */
export function providerInstallation(
  terraform: string,
  environment: NodeJS.ProcessEnv,
  cacheDirectory: string,
  mirrors = [...IMPLIED_MIRRORS, ...SOFTWARE_ROOTS.flatMap(children)],
): ProviderInstallation {
  const own = ownConfiguration(environment);
  if (own) return { cliConfig: own.text, describe: `provider as ${own.path} says` };

  const address = `${registryHost(terraform)}/hashicorp/aws`;
  for (const mirror of mirrors) {
    const version = mirroredVersion(join(mirror, address));
    if (version) {
      return {
        cliConfig: `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${address}"]
  }
  direct {
    exclude = ["${address}"]
  }
}
`,
        describe: `provider ${version} from the mirror ${mirror}`,
      };
    }
  }
  return {
    cliConfig: `plugin_cache_dir = ${JSON.stringify(cacheDirectory)}\n`,
    describe: `provider from ${registryHost(terraform)}, cached in ${cacheDirectory}`,
  };
}

/** The file may be missing or say nothing of providers; Terraform's default file counts only when none is named. */
function ownConfiguration(environment: NodeJS.ProcessEnv): { path: string; text: string } | undefined {
  const path = environment['TF_CLI_CONFIG_FILE'] || join(homedir(), '.terraformrc');
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const text = readFileSync(path, 'utf8');
  return /^\s*provider_installation\s*\{/m.test(text) ? { path, text } : undefined;
}

function registryHost(terraform: string): string {
  return basename(terraform).startsWith('tofu') ? 'registry.opentofu.org' : 'registry.terraform.io';
}

function children(directory: string): string[] {
  try {
    return readdirSync(directory).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

/** The newest version the stacks accept, unpacked (`<version>/<os>_<arch>/`) or packed (`…_<version>_<os>_<arch>.zip`). */
function mirroredVersion(directory: string): string | undefined {
  const platform = `${OS[process.platform] ?? process.platform}_${ARCHITECTURE[process.arch] ?? process.arch}`;
  const packed = new RegExp(`^terraform-provider-aws_([0-9.]+)_${platform}[.]zip$`);
  const versions = children(directory).flatMap((path) => {
    const zip = packed.exec(basename(path))?.[1];
    if (zip) return [zip];
    return existsSync(join(path, platform)) ? [basename(path)] : [];
  });
  return versions
    .map((version) => version.split('.').map(Number))
    .filter(accepted)
    .sort((a, b) => compare(b, a))[0]
    ?.join('.');
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const OS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const ARCHITECTURE: Record<string, string> = { x64: 'amd64', ia32: '386' };
