import { join, resolve } from 'node:path';
import { LabError } from './lab-error';
import { findMoto } from './moto-installation';
import { onPath } from './on-path';
import { run } from './process';
import { providerInstallation } from './provider-installation';

export interface Tools {
  /** Path of Terraform, or of what TERRAFORM_BINARY_NAME names. */
  terraform: string;
  /** Path of `moto_server`. */
  moto: string;
  /** The Terraform CLI configuration that says where the provider comes from. */
  cliConfig: string;
  /** Directories that must exist before Terraform runs. */
  directories: string[];
  /** What is used, in one line, for humans. */
  describe: string;
}

/** `.lab` in the project holds what is installed once and kept: moto's virtual environment, the provider cache. */
export const LAB_DIRECTORY = resolve(__dirname, '..', '.lab');

/**
 * Finds what the lab runs with and installs what can be installed without a question.
 * @throws LabError naming what is missing and the command that installs it
 */
export async function findTools(environment: NodeJS.ProcessEnv = process.env): Promise<Tools> {
  const name = environment['TERRAFORM_BINARY_NAME'] || 'terraform';
  const terraform = onPath(name, environment);
  if (!terraform) throw new LabError(missing(name));
  const cache = join(LAB_DIRECTORY, 'plugin-cache');
  const provider = providerInstallation(terraform, environment, cache);
  const [version, moto] = await Promise.all([
    terraformVersion(terraform, environment),
    findMoto(LAB_DIRECTORY, environment),
  ]);
  return {
    terraform,
    moto: moto.path,
    cliConfig: provider.cliConfig,
    directories: provider.cliConfig.includes(cache) ? [cache] : [],
    describe: `${version} (${terraform}); ${provider.describe}; ${moto.describe}`,
  };
}

function missing(name: string): string {
  if (name === 'tofu') {
    return 'OpenTofu (tofu) is not on PATH; install it with: brew install opentofu, or see https://opentofu.org/docs/intro/install';
  }
  if (name !== 'terraform') {
    return `${name} (TERRAFORM_BINARY_NAME) is neither a file nor on PATH; unset TERRAFORM_BINARY_NAME to use terraform`;
  }
  const command =
    process.platform === 'darwin'
      ? 'brew install hashicorp/tap/terraform'
      : 'sudo snap install terraform --classic (other ways: https://developer.hashicorp.com/terraform/install)';
  return `Terraform (terraform) is not on PATH; install it with: ${command}`;
}

/** The first line of `terraform version`, asked without the user's CLI configuration: a missing file prints warnings. */
async function terraformVersion(terraform: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await run(terraform, ['version'], {
    environment: {
      ...environment,
      TF_CLI_CONFIG_FILE: '/dev/null',
      CHECKPOINT_DISABLE: '1',
      TF_CLI_ARGS: '',
    },
  });
  const line = stdout.split('\n')[0];
  if (code !== 0 || !line) throw new LabError(`${terraform} version failed: ${(stderr || stdout).trim()}`);
  return line;
}
