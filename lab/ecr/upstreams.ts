import { AwsError } from '../aws-error';
import type { Input } from './constraints';
import { type Context, registryHost } from './registry';

export type UpstreamRegistry = NonNullable<Input<'CreatePullThroughCacheRule'>['upstreamRegistry']>;

export interface Upstream {
  readonly registry: UpstreamRegistry;
  /** The registry takes no anonymous pull-through: the rule needs a secret. */
  readonly needsCredential: boolean;
  /** The account of an upstream that is another private ECR registry. */
  readonly account?: string;
}

/**
 * The fixed list of upstreams. https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
 * Chainguard: https://aws.amazon.com/about-aws/whats-new/2026/03/amazon-ecr-pull-through-cache-chainguard/
 */
const UPSTREAMS: readonly (Upstream & { url: RegExp })[] = [
  { url: /^public\.ecr\.aws$/, registry: 'ecr-public', needsCredential: false },
  { url: /^quay\.io$/, registry: 'quay', needsCredential: false },
  { url: /^registry\.k8s\.io$/, registry: 'k8s', needsCredential: false },
  { url: /^registry-1\.docker\.io$/, registry: 'docker-hub', needsCredential: true },
  { url: /^ghcr\.io$/, registry: 'github-container-registry', needsCredential: true },
  { url: /^[a-z0-9-]+\.azurecr\.io$/, registry: 'azure-container-registry', needsCredential: true },
  { url: /^registry\.gitlab\.com$/, registry: 'gitlab-container-registry', needsCredential: true },
  { url: /^cgr\.dev$/, registry: 'chainguard', needsCredential: true },
];
const PRIVATE_ECR = /^([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** @throws AwsError UnsupportedUpstreamRegistryException, also for this registry itself or one of another partition */
export function upstreamOf(context: Context, url: string): Upstream {
  const { registry } = context;
  const [, account, region] = PRIVATE_ECR.exec(url) ?? [];
  if (account !== undefined && region !== undefined) {
    const samePartition = url === registryHost(context, account, region);
    const itself = account === registry.account && region === registry.region;
    if (samePartition && !itself) return { registry: 'ecr', needsCredential: false, account };
  }
  const known = UPSTREAMS.find((upstream) => upstream.url.test(url));
  if (!known) throw unsupported(`The upstream registry URL ${url} is invalid.`);
  return known;
}

export function unsupported(message: string): AwsError {
  return new AwsError('UnsupportedUpstreamRegistryException', message);
}
