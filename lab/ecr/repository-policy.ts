import { AwsError } from '../aws-error';
import { checkPolicy } from './policy-document';
import { type Context, type Operations, type Registry, registryOf } from './registry';
import { repositoryOf } from './repositories';

export const repositoryPolicy = {
  GetRepositoryPolicy: (context: Context, { registryId, repositoryName }) =>
    policyOf(registryOf(context, registryId), repositoryName),

  async SetRepositoryPolicy(context: Context, { registryId, repositoryName, policyText }) {
    const registry = registryOf(context, registryId);
    repositoryOf(registry, repositoryName);
    await checkPolicy(context, policyText, { at: 'PolicyText', kind: 'repository' });
    repositoryOf(registry, repositoryName).policyText = policyText;
    return policyOf(registry, repositoryName);
  },

  DeleteRepositoryPolicy(context: Context, { registryId, repositoryName }) {
    const registry = registryOf(context, registryId);
    const deleted = policyOf(registry, repositoryName);
    repositoryOf(registry, repositoryName).policyText = undefined;
    return deleted;
  },
} satisfies Partial<Operations>;

function policyOf(registry: Registry, repositoryName: string) {
  const { policyText } = repositoryOf(registry, repositoryName);
  if (policyText !== undefined) return { registryId: registry.account, repositoryName, policyText };
  throw new AwsError(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${repositoryName}' ` +
      `in the registry with id '${registry.account}'`,
  );
}
