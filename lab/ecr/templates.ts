import { AwsError } from '../aws-error';
import type { Input } from './constraints';
import { checkEncryption } from './encryption';
import { checkLifecyclePolicy } from './lifecycle';
import { named, page } from './paging';
import { checkPolicy } from './policy-document';
import { type Context, type Operations, type Registry, checkCustomRole, now, prefixKey } from './registry';
import { checkMutability } from './repositories';
import { invalidParameter } from './parameters';
import { merged } from './tags';

type Settings = Omit<Input<'CreateRepositoryCreationTemplate'>, 'prefix'>;
export type AppliedFor = Settings['appliedFor'][number];

export interface Template extends Settings {
  readonly prefix: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const templates = {
  async CreateRepositoryCreationTemplate(context: Context, { prefix, ...settings }) {
    const { registry } = context;
    await check(context, settings);
    if (registry.templates.has(prefixKey(prefix))) {
      throw new AwsError(
        'TemplateAlreadyExistsException',
        `The repository creation template with the prefix '${prefix}' already exists ` +
          `in the registry with id '${registry.account}'`,
      );
    }
    const created = now();
    return stored(registry, {
      encryptionConfiguration: { encryptionType: 'AES256' },
      imageTagMutability: 'MUTABLE',
      ...withoutEmpty(settings),
      prefix,
      createdAt: created,
      updatedAt: created,
    });
  },

  /** Unlike the pull-through rules', a prefix without a template is left out, no error: the model has none for it. */
  DescribeRepositoryCreationTemplates(context: Context, { prefixes, ...paging }) {
    const { registry } = context;
    const { items, next } = page(context, named(registry.templates, prefixes?.map(prefixKey)), paging);
    return { registryId: registry.account, repositoryCreationTemplates: items, ...next };
  },

  async UpdateRepositoryCreationTemplate(context: Context, { prefix, ...changes }) {
    const { registry } = context;
    await check(context, { ...mutabilityOf(templateOf(registry, prefix), changes), ...changes });
    const { imageTagMutabilityExclusionFilters: filters, ...template } = templateOf(registry, prefix);
    const kept = filters &&
      changes.imageTagMutability === undefined && { imageTagMutabilityExclusionFilters: filters };
    return stored(registry, withoutEmpty({ ...template, ...kept, ...changes, updatedAt: now() }));
  },

  DeleteRepositoryCreationTemplate({ registry }: Context, { prefix }) {
    const template = templateOf(registry, prefix);
    registry.templates.delete(prefixKey(prefix));
    return { registryId: registry.account, repositoryCreationTemplate: template };
  },
} satisfies Partial<Operations>;

/** Checks what is given; AWS takes tags and KMS without a role (the provider's acceptance test does so). */
async function check(context: Context, settings: Partial<Settings>): Promise<void> {
  const { encryptionConfiguration, resourceTags, repositoryPolicy, lifecyclePolicy, customRoleArn } =
    settings;
  checkMutability(settings);
  if (encryptionConfiguration) checkEncryption(context, encryptionConfiguration);
  const keyRegion = encryptionConfiguration?.kmsKey?.split(':')[3];
  if (keyRegion !== undefined && keyRegion !== context.registry.region) {
    throw invalidParameter('encryptionConfiguration.kmsKey', 'The key must be in the Region of the registry');
  }
  if (resourceTags) merged(new Map(), resourceTags);
  if (lifecyclePolicy) checkLifecyclePolicy('lifecyclePolicy', lifecyclePolicy);
  if (repositoryPolicy) {
    await checkPolicy(context, repositoryPolicy, { at: 'repositoryPolicy', kind: 'repository' });
  }
  if (customRoleArn) await checkCustomRole(context, customRoleArn);
}

/** Mutability and its filters stand together: a change of either is judged with the other. */
function mutabilityOf(template: Template, changes: Partial<Settings>): Partial<Settings> {
  if (changes.imageTagMutability !== undefined) return {};
  const { imageTagMutability, imageTagMutabilityExclusionFilters: filters } = template;
  return {
    ...(imageTagMutability && { imageTagMutability }),
    ...(filters && { imageTagMutabilityExclusionFilters: filters }),
  };
}

/** An empty string takes a setting away; it is how the provider says "no longer set". */
function withoutEmpty<T extends Partial<Settings>>(settings: T): T {
  const { encryptionConfiguration } = settings;
  const { kmsKey, ...encryption } = encryptionConfiguration ?? {};
  const entries = Object.entries(settings).filter(([, value]) => value !== '');
  return {
    ...Object.fromEntries(entries),
    ...(encryptionConfiguration && {
      encryptionConfiguration: kmsKey ? { ...encryption, kmsKey } : encryption,
    }),
  } as T;
}

function stored(registry: Registry, template: Template) {
  registry.templates.set(prefixKey(template.prefix), template);
  return { registryId: registry.account, repositoryCreationTemplate: template };
}

function templateOf(registry: Registry, prefix: string): Template {
  const template = registry.templates.get(prefixKey(prefix));
  if (template) return template;
  throw new AwsError(
    'TemplateNotFoundException',
    `The repository creation template with the prefix '${prefix}' does not exist ` +
      `in the registry with id '${registry.account}'`,
  );
}
