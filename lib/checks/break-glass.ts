import type { Check } from './check';

const LONGEST_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

export const breakGlassChecks: readonly Check[] = [
  {
    id: 'break-glass-window',
    severity: 'warning',
    why: 'An exemption that stays open is no exemption but a second policy. It closes by itself at this date.',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime',
    run: ({ manifest: { guardrails }, now }) => {
      const until = guardrails?.breakGlass?.until;
      const days = until === undefined ? 0 : Math.ceil((Date.parse(until) - now.getTime()) / DAY);
      if (days <= LONGEST_DAYS) return [];
      const message = `found ${until}, ${days} days from now, expected at most ${LONGEST_DAYS} days`;
      return [{ path: ['guardrails', 'breakGlass', 'until'], message }];
    },
  },
];
