import { EcrAccountSetting } from '@cdktf/provider-aws/lib/ecr-account-setting';
import { EcrRegistryPolicy } from '@cdktf/provider-aws/lib/ecr-registry-policy';
import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import type { TerraformStack } from 'cdktf';
import { render } from '../../lib/policies/document';
import { registryPolicy } from '../../lib/policies/registry-policy';
import type { Registry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';

/** What a registry has exactly one of: policy scope, policy, scanning. A second owner would silently overwrite ours. */
export function addRegistrySettings(stack: TerraformStack, topology: Topology, registry: Registry): void {
  // V1 refuses the pull actions in a registry policy, so the scope comes first:
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
  new EcrAccountSetting(stack, 'policy-scope', { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
  const policy = registryPolicy(topology, registry);
  if (policy !== undefined) {
    const resource = new EcrRegistryPolicy(stack, 'policy', { policy: render(policy) });
    resource.addOverride('depends_on', ['aws_ecr_account_setting.policy-scope']);
  }
  if (registry.scanning !== undefined) {
    new EcrRegistryScanningConfiguration(stack, 'scanning', {
      scanType: registry.scanning.type,
      rule: [
        {
          scanFrequency: registry.scanning.frequency,
          repositoryFilter: [{ filter: '*', filterType: 'WILDCARD' }],
        },
      ],
    });
  }
  if (registry.adopt) adoptSingletons(stack, registry, policy !== undefined);
}

/** Import blocks for singletons that exist already; the import id of each is the account's, but the setting's name. */
function adoptSingletons(stack: TerraformStack, { account, scanning }: Registry, hasPolicy: boolean): void {
  stack.addOverride('import', [
    { to: 'aws_ecr_account_setting.policy-scope', id: 'REGISTRY_POLICY_SCOPE' },
    ...(hasPolicy ? [{ to: 'aws_ecr_registry_policy.policy', id: account }] : []),
    ...(scanning === undefined
      ? []
      : [{ to: 'aws_ecr_registry_scanning_configuration.scanning', id: account }]),
  ]);
}
