import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';
import type { TerraformStack } from 'cdktf';
import { render } from '../../lib/policies/document';
import { lifecyclePolicy } from '../../lib/policies/lifecycle-policy';
import { lambdaRepositoryPolicy } from '../../lib/policies/repository-policy';
import { TEMPLATE_SERVICE, templatePolicy } from '../../lib/policies/roles';
import type { CreationTemplate, Registry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';
import { templateRoleName } from '../../lib/topology/names';
import { IMAGE_KEY_ARN } from './image-key';
import { logicalId } from './logical-id';
import { addServiceRole } from './service-role';
import { tagMutability } from './tag-mutability';

/** Terraform names of the templates, for `depends_on`: a repository made before its template is wrong for ever. */
export function templateAddress({ prefix }: Pick<CreationTemplate, 'prefix'>): string {
  return `aws_ecr_repository_creation_template.${logicalId('template', prefix)}`;
}

/**
 * Settings of the repositories that ECR creates by itself, and the role it creates them with: templates with tags or a
 * key fail without one. https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create.html
 */
export function addCreationTemplates(stack: TerraformStack, topology: Topology, registry: Registry): void {
  const { templates, account, region } = registry;
  if (templates.length === 0) return;
  const encrypted = templates.some(({ settings }) => settings.encryption === 'kms');
  const roleArn = addServiceRole(stack, topology, 'template', {
    name: templateRoleName(topology, region),
    description: 'ECR creates repositories from creation templates with it',
    service: TEMPLATE_SERVICE,
    policy: templatePolicy(
      topology,
      registry,
      templates.map(({ prefix }) => prefix),
      encrypted ? IMAGE_KEY_ARN : undefined,
    ),
    references: [IMAGE_KEY_ARN],
  });
  for (const { prefix, appliedFor, settings } of templates) {
    const lifecycle = lifecyclePolicy(settings.lifecycle);
    const template = new EcrRepositoryCreationTemplate(stack, logicalId('template', prefix), {
      prefix,
      appliedFor: [appliedFor],
      description: `${topology.name}: ${prefix}`,
      customRoleArn: roleArn,
      ...tagMutability(settings),
      encryptionConfiguration: [
        settings.encryption === 'kms'
          ? { encryptionType: 'KMS', kmsKey: IMAGE_KEY_ARN }
          : { encryptionType: 'AES256' },
      ],
      ...(lifecycle !== undefined && { lifecyclePolicy: lifecycle }),
      ...(settings.lambda && {
        repositoryPolicy: render(lambdaRepositoryPolicy(topology.partition, { account, region })),
      }),
      resourceTags: { ...topology.tags, 'image-supply': topology.name },
    });
    template.addOverride('depends_on', ['aws_iam_role_policy.permissions-template']);
    replaceWithEncryption(stack, template, prefix, settings.encryption);
  }
}

/**
 * Another encryption makes another template. Updated in place, the provider sends the old key along with `AES256`, which
 * the service refuses: `kms_key` is computed, and nothing in the configuration empties it.
 */
function replaceWithEncryption(
  stack: TerraformStack,
  template: EcrRepositoryCreationTemplate,
  prefix: string,
  encryption: string,
): void {
  const marker = logicalId('encryption', prefix);
  stack.addOverride(`resource.terraform_data.${marker}`, { input: encryption });
  template.addOverride('lifecycle', { replace_triggered_by: [`terraform_data.${marker}`] });
}
