/**
 * Registries that people ask for and ECR cannot pull through from. Its list is fixed: no Google registry, no Microsoft
 * one but Azure Container Registry, nothing self-hosted.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
 */
const unsupported: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /(^|[.-])gcr(\.io)?$|pkg\.dev$|^google|artifact-?registry/, what: 'Google registries' },
  { pattern: /mcr\.microsoft\.com$|^mcr$|^microsoft$/, what: "Microsoft's registry" },
  { pattern: /nvcr(\.io)?$|^nvidia$|^ngc$/, what: "NVIDIA's registry" },
  { pattern: /^dhi(\.io)?$/, what: 'Docker Hardened Images' },
  { pattern: /redhat/, what: "Red Hat's registries" },
  { pattern: /elastic\.co$|^elastic$/, what: "Elastic's registry" },
  { pattern: /oracle/, what: "Oracle's registry" },
  { pattern: /icr\.io$|^ibm$/, what: "IBM's registry" },
  { pattern: /harbor|artifactory|jfrog|nexus|sonatype|zot|gitea|forgejo/, what: 'self-hosted registries' },
];

/** What to do instead of a rule for that registry; undefined if nothing is known of it. */
export function insteadOf(upstream: string): string | undefined {
  const name = upstream.toLowerCase();
  const known = unsupported.find(({ pattern }) => pattern.test(name));
  const what = known?.what ?? (/[.:]/.test(name) ? 'other hosts' : undefined);
  return what && `copy images of ${what} into a namespace of the hub with a pipeline of your own`;
}
