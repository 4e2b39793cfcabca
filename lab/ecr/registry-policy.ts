import { AwsError } from '../aws-error';
import { settingOf } from './account-settings';
import { checkPolicy } from './policy-document';
import type { Context, Operations, Registry } from './registry';

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
const V1_ACTIONS = ['ecr:ReplicateImage', 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];

export const registryPolicy = {
  GetRegistryPolicy: ({ registry }: Context) => policyOf(registry),

  async PutRegistryPolicy(context: Context, { policyText }) {
    const { registry } = context;
    const v1 = settingOf(registry, 'REGISTRY_POLICY_SCOPE') === 'V1';
    const rules = { at: 'PolicyText', kind: 'registry' } as const;
    await checkPolicy(context, policyText, v1 ? { ...rules, actions: V1_ACTIONS } : rules);
    registry.policyText = policyText;
    return policyOf(registry);
  },

  DeleteRegistryPolicy({ registry }: Context) {
    const deleted = policyOf(registry);
    registry.policyText = undefined;
    return deleted;
  },
} satisfies Partial<Operations>;

function policyOf({ account, policyText }: Registry) {
  if (policyText !== undefined) return { registryId: account, policyText };
  throw new AwsError(
    'RegistryPolicyNotFoundException',
    `Registry policy does not exist in the registry with id '${account}'`,
  );
}
