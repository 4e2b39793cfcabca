import type { Check } from './check';

/** Parts of the manifest whose stacks are still to be written. */
const SECTIONS = ['promotion', 'alerts'] as const;

export const notDeployedChecks: readonly Check[] = [
  {
    id: 'not-deployed',
    severity: 'warning',
    why: 'Whoever writes a gate into the manifest and sees a deployment succeed would think that it is in force.',
    source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/stacks',
    run: ({ manifest }) =>
      SECTIONS.filter((section) => manifest[section] !== undefined).map((section) => ({
        path: [section],
        message: 'accepted, but this version deploys nothing for it',
      })),
  },
];
