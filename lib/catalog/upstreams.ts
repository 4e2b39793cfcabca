/**
 * The registries that an ECR pull-through cache rule can point at. The list is fixed by AWS:
 * anything else is refused with `UnsupportedUpstreamRegistryException`.
 *
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
 */
export interface Upstream {
  /** What the manifest calls it. */
  readonly id: string;
  /** The API's `upstreamRegistry`. */
  readonly registry: string;
  /** The rule's `upstreamRegistryUrl`; undefined where every customer has a host of their own (`url` in the manifest). */
  readonly url: string | undefined;
  /** Whether ECR needs a Secrets Manager secret to fetch from it. */
  readonly credentials: 'required' | 'none';
  /** The cache namespace when the manifest gives no `prefix`. */
  readonly defaultPrefix: string;
  /** The host names that people write in image references. */
  readonly hosts: readonly string[];
  /** What the host of a customer looks like, where `url` is undefined and the host is no ECR registry. */
  readonly customerHost?: RegExp;
}

export const upstreams: readonly Upstream[] = [
  {
    id: 'docker-hub',
    registry: 'docker-hub',
    url: 'registry-1.docker.io',
    credentials: 'required',
    defaultPrefix: 'docker-hub',
    hosts: ['docker.io', 'index.docker.io', 'registry-1.docker.io'],
  },
  {
    id: 'quay',
    registry: 'quay',
    url: 'quay.io',
    credentials: 'none', // private Quay repositories are not supported: https://github.com/aws/containers-roadmap/issues/2652
    defaultPrefix: 'quay',
    hosts: ['quay.io'],
  },
  {
    id: 'ecr-public',
    registry: 'ecr-public',
    url: 'public.ecr.aws',
    credentials: 'none',
    defaultPrefix: 'ecr-public',
    hosts: ['public.ecr.aws'],
  },
  {
    id: 'kubernetes',
    registry: 'k8s',
    url: 'registry.k8s.io',
    credentials: 'none',
    defaultPrefix: 'kubernetes',
    hosts: ['registry.k8s.io'],
  },
  {
    id: 'github',
    registry: 'github-container-registry',
    url: 'ghcr.io',
    credentials: 'required',
    defaultPrefix: 'github',
    hosts: ['ghcr.io'],
  },
  {
    id: 'gitlab',
    registry: 'gitlab-container-registry',
    url: 'registry.gitlab.com', // GitLab.com only, not self-managed GitLab
    credentials: 'required',
    defaultPrefix: 'gitlab',
    hosts: ['registry.gitlab.com'],
  },
  {
    id: 'azure',
    registry: 'azure-container-registry',
    url: undefined, // one rule per registry
    customerHost: /^[a-z0-9-]+\.azurecr\.io$/,
    credentials: 'required',
    defaultPrefix: 'azure',
    hosts: [],
  },
  {
    // Another private ECR registry than the hub, which the manifest calls by `hub`:
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
    id: 'ecr',
    registry: 'ecr',
    url: undefined, // <account>.dkr.ecr.<region>.amazonaws.com
    credentials: 'none', // a role fetches
    defaultPrefix: 'ecr',
    hosts: [],
  },
  {
    id: 'chainguard',
    registry: 'chainguard', // https://aws.amazon.com/about-aws/whats-new/2026/03/amazon-ecr-pull-through-cache-chainguard/
    url: 'cgr.dev',
    credentials: 'required',
    defaultPrefix: 'chainguard',
    hosts: ['cgr.dev'],
  },
];

/** The catalogue's entry of that id, if there is one. */
export function findUpstream(id: string): Upstream | undefined {
  return upstreams.find((upstream) => upstream.id === id);
}
