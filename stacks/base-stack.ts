import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, S3Backend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { join } from 'node:path';
import type { Stack, Topology } from '../lib/topology/model';
import { keyAliasArn, roleArn, stateKey } from '../lib/topology/names';

/**
 * Write-only arguments and ephemeral variables need 1.11, which is also where `use_lockfile` left its experiment.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
const TERRAFORM_VERSION = '>= 1.11.0';

export interface BaseStackProps<S extends Stack = Stack> {
  readonly topology: Topology;
  /** The account, Region and content of this stack. */
  readonly stack: S;
  /** Absolute folder of local state files, where the manifest keeps state locally. */
  readonly stateDirectory: string;
}

/**
 * One account and Region: one provider, one backend, one lock. Stacks never refer to each other and never depend on each
 * other, so that `cdktf deploy 'staging-*'` works alone; what they share are names, computed by lib/topology.
 */
export class BaseStack<S extends Stack = Stack> extends TerraformStack {
  constructor(scope: Construct, { topology, stack, stateDirectory }: BaseStackProps<S>) {
    super(scope, stack.id);
    const role = assumedRole(topology, stack);
    new AwsProvider(this, 'aws', {
      region: stack.region,
      // A seat belt: Terraform refuses to touch any other account, whatever the credentials.
      allowedAccountIds: [stack.account],
      ...(role && { assumeRole: [{ roleArn: role, sessionName: topology.name }] }),
      defaultTags: [{ tags: { ...topology.tags, 'image-supply': topology.name } }],
    });
    // CDKTF pins the provider of its bindings exactly; what we emit is valid in both majors.
    this.addOverride('terraform.required_providers.aws', {
      source: 'hashicorp/aws',
      version: stack.providerVersion,
    });
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    this.addBackend(topology, stack, stateDirectory);
  }

  /**
   * CDKTF resolves every value of every stack once more here, to find references from one stack to another: a fifth of a
   * synthesis. There are none, by design; one would come out as a local reference, which Terraform refuses.
   */
  override prepareStack(): void {
    // nothing to prepare
  }

  private addBackend(topology: Topology, stack: Stack, stateDirectory: string): void {
    const { state } = topology;
    // The bucket cannot hold the state of its own creation until it exists.
    if (state === undefined || (stack.kind === 'state' && state.bootstrap)) {
      new LocalBackend(this, { path: join(stateDirectory, `${topology.name}.${stack.id}.tfstate`) });
      return;
    }
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: stateKey(topology, stack.id),
      region: state.region,
      encrypt: true,
      kmsKeyId: keyAliasArn(topology, state, 'state'),
    });
    // The 0.21 bindings know neither argument.
    backend.addOverride('use_lockfile', true);
    backend.addOverride('assume_role', {
      role_arn: roleArn(topology.partition, state.account, topology.deployment.roleName),
      session_name: topology.name,
    });
  }
}

function assumedRole(
  { partition, organization, deployment }: Topology,
  { account }: Stack,
): string | undefined {
  const roleName =
    account === organization.managementAccount ? deployment.managementRoleName : deployment.roleName;
  return roleName === undefined ? undefined : roleArn(partition, account, roleName);
}
