/** A key moto does not know is the management account's; nothing here is, or could be mistaken for, a real credential. */
export const MANAGEMENT_CREDENTIALS = {
  accessKeyId: 'LABMANAGEMENTACCOUNT',
  secretAccessKey: 'no-secret-the-lab-checks-no-signature',
};

/** What would send a child somewhere else than to the lab, or make Terraform behave as its user likes it at home. */
const INTERFERES = [
  /^AWS_/, // profiles, roles, tokens, endpoints, CA bundles, FIPS and dual-stack endpoints: the lab sets its own
  /^(?:https?|all|ftp|no)_proxy$/i,
  /^TF_/, // logs, data directory, workspace, arguments, variables, cache, reattached providers
  /^TERRAFORM_CONFIG$/,
  /^CDKTF_/,
];

/** A line of shell that takes away, in whoever runs it, what `interfering` names. */
export const TAKE_AWAY = `for name in $(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' | grep -E -i '^(AWS_|TF_|CDKTF_|TERRAFORM_CONFIG$|(https?|all|ftp|no)_proxy$)'); do unset "$name"; done`;

/** Names of variables in `environment` that the lab takes away. */
export function interfering(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment).filter((name) => INTERFERES.some((pattern) => pattern.test(name)));
}

export interface LabAddress {
  endpoint: string;
  region: string;
  /** Terraform's CLI configuration, written by the lab. */
  cliConfigFile: string;
  /** AWS configuration and credentials files of the lab. */
  awsConfigFile: string;
  awsCredentialsFile: string;
  terraform: string;
}

/** What the lab sets. */
export function labVariables(address: LabAddress): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: address.endpoint,
    AWS_ACCESS_KEY_ID: MANAGEMENT_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: MANAGEMENT_CREDENTIALS.secretAccessKey,
    AWS_REGION: address.region,
    AWS_DEFAULT_REGION: address.region, // AWS CLI v1 reads no other
    AWS_CONFIG_FILE: address.awsConfigFile,
    AWS_SHARED_CREDENTIALS_FILE: address.awsCredentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    TERRAFORM_BINARY_NAME: address.terraform,
    TF_CLI_CONFIG_FILE: address.cliConfigFile,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    CDKTF_SKIP_PROVIDER_LOCK: 'true', // the lock asks the public registry; `1` is silently ignored
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true', // else it makes a cache in the home directory; the CLI configuration decides
    CDKTF_LOG_LEVEL: 'warn',
    DISABLE_VERSION_CHECK: '1',
  };
}

/** The environment for a child: `base` without what interferes, with what the lab sets. */
export function labEnvironment(base: NodeJS.ProcessEnv, address: LabAddress): NodeJS.ProcessEnv {
  const taken = new Set(interfering(base));
  const kept = Object.entries(base).filter(([name]) => !taken.has(name));
  return { ...Object.fromEntries(kept), ...labVariables(address) };
}
