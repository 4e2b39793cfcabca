import type { Check } from './check';

/** The oldest provider that knows all that is emitted: docs/decisions/0004-provider-range.md. */
const OLDEST = '5.100.0';

export const providerChecks: readonly Check[] = [
  {
    id: 'provider-version',
    severity: 'error',
    why: 'Older providers lack rules with a custom role, creation templates or write-only secrets; terraform init would fail or, worse, the plan.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md',
    run: ({ manifest: { provider } }) =>
      satisfiable(`${provider.version}, >= ${OLDEST}`)
        ? []
        : [
            {
              path: ['provider', 'version'],
              message: `found "${provider.version}", expected a range with ${OLDEST} or something later in it`,
            },
          ],
  },
  {
    id: 'provider-too-old',
    severity: 'error',
    why: 'A setting needs an argument that the range of the manifest does not reach: terraform init would find no version.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/pull/43886',
    run: ({ topology, manifest: { provider } }) => {
      const stack = topology.stacks.find(({ providerVersion }) => !satisfiable(providerVersion));
      if (stack === undefined || !satisfiable(provider.version)) return [];
      const message = `found "${provider.version}", expected a range in which ${stack.id} finds ${stack.providerVersion}, which mutableTags needs`;
      return [{ path: ['provider', 'version'], message }];
    },
  },
];

type Version = readonly [number, number, number];

/** Whether some version meets all constraints of `>= 5.100.0, < 7.0.0`: it is at, or one patch beside, one of the bounds. */
function satisfiable(constraints: string): boolean {
  const parsed = constraints.split(',').map(parse);
  const candidates = parsed.flatMap(({ version: [major, minor, patch] }): Version[] => [
    [major, minor, patch],
    [major, minor, patch + 1],
  ]);
  return candidates.some((candidate) => parsed.every((constraint) => meets(candidate, constraint)));
}

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** How many numbers were written: `~> 5.100` allows 5.101, `~> 5.100.0` does not. */
  readonly precision: number;
}

function parse(text: string): Constraint {
  const [, operator = '=', digits = ''] = /^\s*([=!<>~]*)\s*([\d.]+)/.exec(text) ?? [];
  const numbers = digits.split('.').map(Number);
  const [major = 0, minor = 0, patch = 0] = numbers;
  return { operator: operator || '=', version: [major, minor, patch], precision: numbers.length };
}

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
function meets(candidate: Version, { operator, version, precision }: Constraint): boolean {
  const order = compare(candidate, version);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '~>':
      return order >= 0 && candidate.slice(0, precision - 1).every((part, index) => part === version[index]);
    default:
      return order === 0;
  }
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
