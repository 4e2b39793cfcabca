/** A host that container clients ask when they pull from a public registry. */
export interface RegistryDomain {
  /** As DNS Firewall takes it: a name, or `*.` and a name for all that is below it. */
  readonly host: string;
  /** Catalogue id of the upstream, or a name where ECR has no such upstream. */
  readonly registry: string;
  /** `registry`: its API or its tokens. `content`: only its layers, from a CDN that serves nobody else. */
  readonly serves: 'registry' | 'content';
  /** Upstreams whose layers come from here although the host is another registry's: a first pull may be redirected here. */
  readonly contentOf?: readonly string[];
  readonly source: string;
}

const docker = 'https://github.com/docker/docs/blob/main/content/manuals/desktop/setup/allow-list.md';
const dockerNames = 'https://github.com/distribution/reference/blob/main/normalize.go';
const dockerCdn = 'https://github.com/docker/docs/pull/25122';
const ecrRules =
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html';
const eksAnywhere = 'https://anywhere.eks.amazonaws.com/docs/getting-started/vsphere/vsphere-prereq/';
const openShift =
  'https://docs.openshift.com/container-platform/4.14/installing/install_config/configuring-firewall.html';
const google = 'https://cloud.google.com/artifact-registry/docs/docker/names';
const gcr = 'https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr';
const microsoft = 'https://github.com/microsoft/containerregistry/blob/main/docs/client-firewall-rules.md';
const chainguard = 'https://edu.chainguard.dev/chainguard/containers/registry/network-requirements/';

/**
 * The known public registries. A deny-list stops these and no other; what is shared with half of the internet (a whole CDN,
 * `storage.googleapis.com`, `*.blob.core.windows.net`) is not here and must not be.
 */
export const registryDomains: readonly RegistryDomain[] = [
  { host: 'docker.io', registry: 'docker-hub', serves: 'registry', source: dockerNames },
  { host: 'index.docker.io', registry: 'docker-hub', serves: 'registry', source: dockerNames },
  { host: 'registry-1.docker.io', registry: 'docker-hub', serves: 'registry', source: docker },
  { host: 'auth.docker.io', registry: 'docker-hub', serves: 'registry', source: docker },
  { host: 'production.cloudflare.docker.com', registry: 'docker-hub', serves: 'content', source: docker },
  { host: 'production.cloudfront.docker.com', registry: 'docker-hub', serves: 'content', source: dockerCdn },
  {
    host: 'docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com',
    registry: 'docker-hub',
    serves: 'content',
    source: docker,
  },
  { host: 'dhi.io', registry: 'docker-hardened', serves: 'registry', source: docker },
  { host: 'quay.io', registry: 'quay', serves: 'registry', source: openShift },
  { host: '*.quay.io', registry: 'quay', serves: 'content', source: openShift },
  { host: 'public.ecr.aws', registry: 'ecr-public', serves: 'registry', source: ecrRules },
  { host: 'd2glxqk2uabbnd.cloudfront.net', registry: 'ecr-public', serves: 'content', source: eksAnywhere },
  { host: 'd5l0dvt14r5h8.cloudfront.net', registry: 'ecr-public', serves: 'content', source: eksAnywhere },
  { host: 'registry.k8s.io', registry: 'kubernetes', serves: 'registry', source: ecrRules },
  // registry.k8s.io redirects to it: https://github.com/kubernetes/registry.k8s.io/blob/main/cmd/archeio/docs/request-handling.md
  {
    host: '*.pkg.dev',
    registry: 'google',
    serves: 'registry',
    contentOf: ['kubernetes'],
    source: google,
  },
  { host: 'gcr.io', registry: 'google', serves: 'registry', source: gcr },
  { host: '*.gcr.io', registry: 'google', serves: 'registry', source: gcr },
  { host: 'ghcr.io', registry: 'github', serves: 'registry', source: ecrRules },
  {
    host: 'pkg-containers.githubusercontent.com',
    registry: 'github',
    serves: 'content',
    source: 'https://trivy.dev/latest/docs/references/troubleshooting/',
  },
  { host: 'registry.gitlab.com', registry: 'gitlab', serves: 'registry', source: ecrRules },
  // A registry's own data endpoints lie below it too.
  { host: '*.azurecr.io', registry: 'azure', serves: 'registry', contentOf: ['azure'], source: ecrRules },
  { host: 'cgr.dev', registry: 'chainguard', serves: 'registry', source: chainguard },
  { host: 'mcr.microsoft.com', registry: 'microsoft', serves: 'registry', source: microsoft },
  { host: '*.data.mcr.microsoft.com', registry: 'microsoft', serves: 'content', source: microsoft },
  { host: 'registry.redhat.io', registry: 'red-hat', serves: 'registry', source: openShift },
  { host: 'registry.access.redhat.com', registry: 'red-hat', serves: 'registry', source: openShift },
  {
    host: 'nvcr.io',
    registry: 'nvidia',
    serves: 'registry',
    source: 'https://docs.nvidia.com/nemo/retriever/extraction/ngc-api-key',
  },
];

/** Bucket names, `*` as wildcard, from which a public registry serves its layers to clients in AWS. */
export const registryBuckets: readonly {
  readonly bucket: string;
  readonly registry: string;
  readonly source: string;
}[] = [
  {
    bucket: 'docker-images-prod*',
    registry: 'docker-hub',
    source:
      'https://jfrog.com/help/r/what-should-we-whitelist-for-artifactory-when-our-docker-registry-is-behind-firewalls-and-proxy-servers/whitelist-the-following-if-your-docker-registry-is-behind-firewalls-and-proxy-servers',
  },
  {
    bucket: 'prod-registry-k8s-io-*',
    registry: 'kubernetes',
    source: 'https://github.com/kubernetes/registry.k8s.io/blob/main/cmd/archeio/internal/app/buckets.go',
  },
];

/** Registries with hosts of their own for layers: what `contentOf` in the manifest may name. */
export const registriesWithContent: readonly string[] = [
  ...new Set(registryDomains.filter(({ serves }) => serves === 'content').map(({ registry }) => registry)),
].sort();

/**
 * What a VPC may not resolve: every registry, and the layers of those in `contentOf`; but nothing from which an upstream in
 * `fetched` may serve a first pull, since ECR redirects it there: https://github.com/aws/containers-roadmap/issues/2304
 */
export function blockedDomains(contentOf: readonly string[], fetched: readonly string[]): string[] {
  return registryDomains
    .filter(({ serves, registry }) => serves === 'registry' || contentOf.includes(registry))
    .filter(({ contentOf: others = [] }) => !others.some((upstream) => fetched.includes(upstream)))
    .map(({ host }) => host)
    .sort();
}

/** Buckets whose objects a VPC may not read: those of registries that nothing is fetched from, for the same reason. */
export function blockedBuckets(fetched: readonly string[]): string[] {
  return registryBuckets.filter(({ registry }) => !fetched.includes(registry)).map(({ bucket }) => bucket);
}
