import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error';
import { page } from './paging';
import { type Context, type Operations, now, registryHost, registryOf } from './registry';
import { repositoryOf } from './repositories';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
const TOKEN_SECONDS = 12 * 60 * 60;

const NONE: ReadonlyMap<string, unknown> = new Map();

/** Reading images: the lab stores none yet, so every repository is empty. */
export const images = {
  DescribeImages(context: Context, { registryId, repositoryName, imageIds = [], ...paging }) {
    const registry = registryOf(context, registryId);
    repositoryOf(registry, repositoryName);
    const [wanted] = imageIds;
    if (wanted) {
      const id = `{imageDigest:'${wanted.imageDigest ?? 'null'}', imageTag:'${wanted.imageTag ?? 'null'}'}`;
      throw new AwsError(
        'ImageNotFoundException',
        `The image with imageId ${id} does not exist within the repository with name '${repositoryName}' ` +
          `in the registry with id '${registry.account}'`,
      );
    }
    return { imageDetails: page(context, NONE, paging).items };
  },

  ListImages(context: Context, { registryId, repositoryName, ...paging }) {
    repositoryOf(registryOf(context, registryId), repositoryName);
    return { imageIds: page(context, NONE, paging).items };
  },

  /** One token is good for every registry that the caller may reach; the registries named only choose the endpoints. */
  GetAuthorizationToken(context: Context, { registryIds = [context.registry.account] }) {
    const authorizationToken = Buffer.from(`AWS:${randomBytes(48).toString('base64url')}`).toString('base64');
    const expiresAt = now() + TOKEN_SECONDS;
    return {
      authorizationData: registryIds.map((account) => ({
        authorizationToken,
        expiresAt,
        proxyEndpoint: `https://${registryHost(context, account, context.registry.region)}`,
      })),
    };
  },
} satisfies Partial<Operations>;
