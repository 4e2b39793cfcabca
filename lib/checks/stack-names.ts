import type { Check } from './check';
import { pathText, type Finding, type Path } from '../manifest/problems';
import type { Manifest } from '../manifest/schema';

const deployCommand = 'https://developer.hashicorp.com/terraform/cdktf/cli-reference/commands#deploy';

/** Stack ids are joined with "-" and chosen by globs such as `dev-*`: no two may run into each other. */
export const stackNameChecks: readonly Check[] = [
  {
    id: 'reserved-name',
    severity: 'error',
    why: "The environment's stacks would look like the ones that belong to no environment.",
    source: deployCommand,
    run: ({ manifest }) => reserved(manifest),
  },
  {
    id: 'environment-glob',
    severity: 'error',
    why: 'Deploying one environment by its glob would deploy another one, too.',
    source: deployCommand,
    run: ({ manifest }) => swallowed(manifest),
  },
  {
    id: 'stack-id',
    severity: 'error',
    why: 'CDKTF lets the second of two stacks with one id overwrite the first without a word.',
    source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/stacks',
    run: ({ manifest }) => equalIds(manifest),
  },
];

/** Stacks that belong to no environment. */
const reservedNames = ['state', 'hub', 'replication', 'guardrails', 'promotion', 'credentials'];

function reserved({ environments }: Manifest): Finding[] {
  return Object.keys(environments).flatMap((name) => {
    const taken = reservedNames.find((word) => name === word || name.startsWith(`${word}-`));
    if (taken === undefined) return [];
    const message = `found the environment "${name}", expected a name that is not, and does not start with, the reserved "${taken}"`;
    return [{ path: ['environments', name], at: 'key', message }];
  });
}

function swallowed({ environments }: Manifest): Finding[] {
  const names = Object.keys(environments);
  return names.flatMap((name) => {
    const shorter = names.find((other) => name.startsWith(`${other}-`));
    if (shorter === undefined) return [];
    const message = `found the environment "${name}", expected a name that does not start with "${shorter}-": a deployment of ${shorter}-* would take both`;
    return [{ path: ['environments', name], at: 'key', message }];
  });
}

function equalIds({ environments }: Manifest): Finding[] {
  const owners = new Map<string, Path>();
  return Object.entries(environments).flatMap(([name, { accounts, regions }]) =>
    Object.entries(accounts).flatMap(([account, { regions: own }]) =>
      (own ?? regions).flatMap((region): Finding[] => {
        const id = `${name}-${account}-${region}`;
        const path = ['environments', name, 'accounts', account];
        const owner = owners.get(id);
        owners.set(id, owner ?? path);
        if (owner === undefined) return [];
        const message = `found the stack id ${id}, which ${pathText(owner)} has already, expected another name for this account`;
        return [{ path, at: 'key', message }];
      }),
    ),
  );
}
