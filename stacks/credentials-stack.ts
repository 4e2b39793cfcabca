import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Credentials } from '../lib/topology/registry-model';
import type { Stack } from '../lib/topology/model';
import { credentialVariables } from '../lib/topology/names';
import { BaseStack, type BaseStackProps } from './base-stack';
import { logicalId, reference } from './constructs/logical-id';

type CredentialsStackPlan = Extract<Stack, { kind: 'credentials' }>;

/**
 * The upstream tokens of one registry. Apart from the registry, because every plan of it reads the secret and other plans
 * should not be able to. Tokens come in as ephemeral variables and go out through a write-only argument: they are in no
 * plan, no state and no log. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export class CredentialsStack extends BaseStack<CredentialsStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<CredentialsStackPlan>) {
    super(scope, props);
    for (const credentials of props.stack.credentials) this.addSecret(credentials);
  }

  private addSecret({ secretName, version }: Credentials): void {
    const name = secretName.slice(secretName.indexOf('/') + 1);
    const id = logicalId('secret', name);
    const variables = credentialVariables(secretName);
    const username = this.addVariable(
      variables.username,
      `user name for ${secretName}; needed with the token`,
    );
    const token = this.addVariable(
      variables.token,
      `access token for ${secretName}; needed only to write a new version`,
    );
    // No kmsKeyId: ECR can read secrets under the default aws/secretsmanager key only.
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
    new SecretsmanagerSecret(this, id, {
      name: secretName,
      description: 'upstream registry credentials, read by ECR pull-through cache',
    });
    new SecretsmanagerSecretVersion(this, logicalId('version', name), {
      secretId: reference('aws_secretsmanager_secret', id, 'id'),
      // Empty unless both are given: a plan then shows no change, and raising the version fails instead of overwriting
      // the live secret with empty strings.
      secretStringWo: `\${var.${username} == "" || var.${token} == "" ? "" : jsonencode({username = var.${username}, accessToken = var.${token}})}`,
      secretStringWoVersion: version ?? 1,
    });
  }

  private addVariable(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, {
      type: 'string',
      description,
      default: '',
      sensitive: true,
    });
    variable.addOverride('ephemeral', true);
    return name;
  }
}
