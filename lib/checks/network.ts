import { awsOwnedImages } from '../catalog/aws-owned-registries';
import { registriesWithContent } from '../catalog/registry-domains';
import { didYouMean } from '../manifest/nearest';
import type { Finding } from '../manifest/problems';
import { externalUpstreams } from '../topology/networks';
import type { Check, Subject } from './check';

/** What the DNS firewall may list, and which of AWS's registries stay reachable. */
export const networkChecks: readonly Check[] = [
  {
    id: 'blocked-content',
    severity: 'error',
    why: 'ECR may redirect a first pull to the CDN of its upstream; where that has no name, the pull hangs.',
    source: 'https://github.com/aws/containers-roadmap/issues/2304',
    run: blockedContent,
  },
  {
    id: 'aws-owned-services',
    severity: 'error',
    why: 'An id that means nothing lets nothing through, and the nodes that need it do not start.',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html',
    run: ({ manifest }) => {
      const known = awsOwnedImages.map(({ id }) => id);
      return (manifest.guardrails?.awsOwnedRegistries.services ?? []).flatMap((id, index) =>
        known.includes(id)
          ? []
          : [
              {
                path: ['guardrails', 'awsOwnedRegistries', 'services', index],
                message: `found the unknown "${id}"${didYouMean(id, known)}, expected one of: ${known.join(', ')}`,
              },
            ],
      );
    },
  },
];

function blockedContent({ manifest, topology }: Subject): Finding[] {
  const hubs = topology.registries.filter((registry) => registry.kind === 'hub');
  return topology.networks.flatMap(({ registry }) => {
    const { environment, accountName, region } = registry;
    const listed =
      manifest.environments[environment]?.network?.[accountName]?.[region]?.dnsFirewall?.contentOf ?? [];
    const fetched = externalUpstreams(registry, hubs);
    return listed.flatMap((id, index): Finding[] => {
      const path = [
        'environments',
        environment,
        'network',
        accountName,
        region,
        'dnsFirewall',
        'contentOf',
        index,
      ];
      if (!registriesWithContent.includes(id)) {
        const message = `found the unknown "${id}"${didYouMean(id, registriesWithContent)}, expected one of: ${registriesWithContent.join(', ')}`;
        return [{ path, message }];
      }
      const message = `found ${id}, which a rule of ${environment} fetches from, expected another or none: a first pull may be redirected to its CDN`;
      return fetched.includes(id) ? [{ path, message }] : [];
    });
  });
}
