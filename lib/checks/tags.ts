import type { Check } from './check';

/** The blueprint's own tag: guardrails go by it, and nobody else sets it. */
const OWN_TAG = 'image-supply';

export const tagChecks: readonly Check[] = [
  {
    id: 'tag-case',
    severity: 'error',
    why: 'IAM compares the keys of tags without regard to case, so a resource with both makes conditions on them unreliable, and IAM refuses it.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html',
    run: ({ manifest }) => {
      const first = new Map<string, string>();
      return Object.keys(manifest.tags).flatMap((key) => {
        const other = first.get(key.toLowerCase());
        first.set(key.toLowerCase(), other ?? key);
        if (other === undefined) return [];
        const message = `found the tag "${key}" beside "${other}", expected keys that differ in more than case`;
        return [{ path: ['tags', key], at: 'key' as const, message }];
      });
    },
  },
  {
    id: 'own-tag',
    severity: 'error',
    why: 'The blueprint marks its resources with it, and guardrails protect what bears it.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html',
    run: ({ manifest }) =>
      Object.keys(manifest.tags)
        .filter((key) => key.toLowerCase() === OWN_TAG)
        .map((key) => ({
          path: ['tags', key],
          at: 'key' as const,
          message: `found the tag "${key}", which the blueprint sets itself, expected another key`,
        })),
  },
];
