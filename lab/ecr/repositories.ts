import { AwsError } from '../aws-error';
import type { Input } from './constraints';
import { type Encryption, encryptionOf } from './encryption';
import { named, page } from './paging';
import {
  type Context,
  type Operations,
  type Registry,
  now,
  registryHost,
  registryOf,
  repositoryArn,
} from './registry';
import { invalidParameter } from './parameters';
import { type Tag, type Tags, merged } from './tags';

export type TagMutability = Pick<
  Input<'CreateRepository'>,
  'imageTagMutability' | 'imageTagMutabilityExclusionFilters'
>;

/** Adjustable. https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const MAX_REPOSITORIES = 100_000;

export interface Repository extends TagMutability {
  readonly repositoryName: string;
  readonly createdAt: number;
  readonly encryption: Encryption;
  scanOnPush: boolean;
  tags: Tags;
  policyText: string | undefined;
  lifecyclePolicyText: string | undefined;
}

export interface RepositorySettings extends TagMutability {
  encryptionConfiguration?: Encryption;
  scanOnPush?: boolean;
  tags?: Tag[];
  policyText?: string;
  lifecyclePolicyText?: string;
}

export const repositories = {
  async CreateRepository(
    context: Context,
    { registryId, repositoryName, imageScanningConfiguration, ...settings },
  ) {
    registryOf(context, registryId);
    const scanOnPush = imageScanningConfiguration?.scanOnPush ?? false;
    const repository = await createRepository(context, repositoryName, { ...settings, scanOnPush });
    return { repository: described(context, repository) };
  },

  DescribeRepositories(context: Context, { registryId, repositoryNames, ...paging }) {
    const registry = registryOf(context, registryId);
    if (repositoryNames && (paging.maxResults !== undefined || paging.nextToken !== undefined)) {
      // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html
      throw invalidParameter(
        'repositoryNames',
        'maxResults and nextToken cannot be used when names are specified',
      );
    }
    const asked = named(registry.repositories, repositoryNames, (name) => notFound(registry, name));
    const { items, next } = page(context, asked, paging);
    return { repositories: items.map((repository) => described(context, repository)), ...next };
  },

  DeleteRepository(context: Context, { registryId, repositoryName }) {
    const registry = registryOf(context, registryId);
    const repository = repositoryOf(registry, repositoryName);
    registry.repositories.delete(repositoryName);
    return { repository: described(context, repository) };
  },

  PutImageTagMutability(context: Context, { registryId, repositoryName, ...mutability }) {
    const registry = registryOf(context, registryId);
    checkMutability(mutability);
    const repository = repositoryOf(registry, repositoryName);
    delete repository.imageTagMutabilityExclusionFilters;
    Object.assign(repository, mutability);
    return { registryId: registry.account, repositoryName, ...mutability };
  },

  /** Deprecated by AWS, and still what the provider calls for `image_scanning_configuration`. */
  PutImageScanningConfiguration(
    context: Context,
    { registryId, repositoryName, imageScanningConfiguration },
  ) {
    const registry = registryOf(context, registryId);
    const scanOnPush = imageScanningConfiguration.scanOnPush ?? false;
    repositoryOf(registry, repositoryName).scanOnPush = scanOnPush;
    return { registryId: registry.account, repositoryName, imageScanningConfiguration: { scanOnPush } };
  },
} satisfies Partial<Operations>;

/** @throws AwsError RepositoryNotFoundException */
export function repositoryOf(registry: Registry, name: string): Repository {
  const repository = registry.repositories.get(name);
  if (!repository) throw notFound(registry, name);
  return repository;
}

/** Creates a repository, by request or from a creation template. */
export async function createRepository(
  context: Context,
  name: string,
  settings: RepositorySettings,
): Promise<Repository> {
  const { registry } = context;
  const mutability = {
    imageTagMutability: settings.imageTagMutability ?? ('MUTABLE' as const),
    ...(settings.imageTagMutabilityExclusionFilters && {
      imageTagMutabilityExclusionFilters: settings.imageTagMutabilityExclusionFilters,
    }),
  };
  checkMutability(mutability);
  const repository: Repository = {
    repositoryName: name,
    createdAt: now(),
    encryption: await encryptionOf(context, settings.encryptionConfiguration),
    scanOnPush: settings.scanOnPush ?? false,
    tags: merged(new Map(), settings.tags ?? []),
    policyText: settings.policyText,
    lifecyclePolicyText: settings.lifecyclePolicyText,
    ...mutability,
  };
  if (registry.repositories.has(name)) {
    throw new AwsError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${registry.account}'`,
    );
  }
  if (registry.repositories.size >= MAX_REPOSITORIES) {
    throw new AwsError(
      'LimitExceededException',
      `The maximum number of repositories (${MAX_REPOSITORIES}) in the registry with id '${registry.account}' is reached`,
    );
  }
  registry.repositories.set(name, repository);
  return repository;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html: two wildcards in a filter at most */
export function checkMutability({
  imageTagMutability,
  imageTagMutabilityExclusionFilters: filters,
}: TagMutability) {
  const at = 'imageTagMutabilityExclusionFilters';
  const needed = imageTagMutability?.endsWith('_WITH_EXCLUSION') ?? false;
  if (needed !== (filters !== undefined)) {
    const should = needed ? "can't" : 'must';
    throw invalidParameter(
      at,
      `ImageTagMutabilityExclusionFilters ${should} be null when imageTagMutability is set as ${imageTagMutability ?? 'MUTABLE'}`,
    );
  }
  if (filters?.some(({ filter }) => filter.split('*').length > 3)) {
    throw invalidParameter(at, 'A filter can have a maximum of 2 wildcards');
  }
}

function described(context: Context, repository: Repository) {
  const { registry } = context;
  const { repositoryName, createdAt, encryption, scanOnPush, imageTagMutability } = repository;
  const filters = repository.imageTagMutabilityExclusionFilters;
  return {
    repositoryArn: repositoryArn(context, repositoryName),
    registryId: registry.account,
    repositoryName,
    repositoryUri: `${registryHost(context, registry.account, registry.region)}/${repositoryName}`,
    createdAt,
    imageTagMutability,
    ...(filters && { imageTagMutabilityExclusionFilters: filters }),
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: encryption,
  };
}

function notFound({ account }: Registry, name: string): AwsError {
  return new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${account}'`,
  );
}
