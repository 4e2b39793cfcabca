import { AwsError } from '../aws-error';
import { repositoryName } from './members';
import type { Context, Registry } from './registry';
import { type Repository, createRepository } from './repositories';
import { parse } from './parameters';
import type { AppliedFor, Template } from './templates';

/**
 * What a pull through a rule, a replication or a push does when the repository is not there yet. The most specific prefix wins;
 * ROOT takes what no other does; without a template ECR's defaults apply, and a push creates nothing. Whether a template made for
 * other occasions only, but with a longer prefix, hides the others is unverified: here it does not.
 * A template with tags or KMS needs a custom role, "otherwise the repository creation will fail" (the puller reads `not found`:
 * https://github.com/aws/containers-roadmap/issues/2398), although such a template can be created.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 * @throws AwsError RepositoryNotFoundException, its `reason` says why; InvalidParameterException for a name that no repository has
 */
export async function createFromTemplate(
  context: Context,
  name: string,
  occasion: AppliedFor,
): Promise<Repository> {
  parse(repositoryName, name, 'repositoryName');
  const { registry } = context;
  const template = templateFor(registry, name, occasion);
  const failed = (reason: string) =>
    new AwsError(
      'RepositoryNotFoundException',
      `The repository with name '${name}' does not exist in the registry with id '${registry.account}'`,
      400,
      reason,
    );
  if (!template) {
    if (occasion === 'CREATE_ON_PUSH') throw failed('no creation template for CREATE_ON_PUSH matches');
    return createRepository(context, name, {});
  }
  const problem = await roleProblem(context, template);
  if (problem !== undefined) throw failed(`creation template '${template.prefix}': ${problem}`);
  const { resourceTags = [], repositoryPolicy, lifecyclePolicy } = template;
  return createRepository(context, name, {
    ...template,
    tags: resourceTags,
    ...(repositoryPolicy !== undefined && { policyText: repositoryPolicy }),
    ...(lifecyclePolicy !== undefined && { lifecyclePolicyText: lifecyclePolicy }),
  });
}

function templateFor(registry: Registry, name: string, occasion: AppliedFor): Template | undefined {
  const made = [...registry.templates].filter(([, { appliedFor }]) => appliedFor.includes(occasion));
  const [longest] = made
    .filter(([prefix]) => prefix !== 'ROOT' && name.startsWith(`${prefix}/`))
    .sort(([a], [b]) => b.length - a.length);
  return (longest ?? made.find(([prefix]) => prefix === 'ROOT'))?.[1];
}

async function roleProblem({ world }: Context, template: Template): Promise<string | undefined> {
  const { customRoleArn, resourceTags = [], encryptionConfiguration } = template;
  const needsRole = resourceTags.length > 0 || encryptionConfiguration?.encryptionType !== 'AES256';
  if (customRoleArn === undefined) return needsRole ? 'tags and KMS need a customRoleArn' : undefined;
  return (await world.principalExists(customRoleArn)) ? undefined : `${customRoleArn} does not exist`;
}
