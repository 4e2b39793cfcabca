import { example } from '../topologies';
import { synthesize } from '../stacks/synthesized';
import { assemble, imageKey, type Document } from './assembled';
import type { Directory, Principal } from './simulate';

/** The example with everything enforced: observing writes the same documents and attaches none of them. */
export const topology = example({ 'guardrails.units': ['nonproduction', 'production'] });
export const assembled = assemble(topology, synthesize(topology));

export const HUB = '387262473178';
export const DEVELOPMENT = '998543534624';
export const STAGING = '427868011280';
export const PRODUCTION = '699577738721';
/** Of the organization, but in no guarded unit. */
export const SANDBOX = '222233334444';
export const FOREIGN = '111122223333';
export const EKS = '602401143452';

const NONPRODUCTION_UNIT = 'ou-cbfn-6l6gt6mj';
const PRODUCTION_UNIT = 'ou-cbfn-mtzx272h';
const units: Readonly<Record<string, readonly string[]>> = {
  [HUB]: ['r-cbfn'],
  [DEVELOPMENT]: ['r-cbfn', NONPRODUCTION_UNIT],
  [STAGING]: ['r-cbfn', NONPRODUCTION_UNIT],
  [PRODUCTION]: ['r-cbfn', PRODUCTION_UNIT],
  '743487347143': ['r-cbfn', PRODUCTION_UNIT],
  [SANDBOX]: ['r-cbfn'],
};

export const directory: Directory = {
  organization: 'o-hbrpoig8f1',
  unitsOf: (account) => units[account] ?? [],
  member: (account) => account in units,
};

const everything: Document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const role = (account: string, name: string, identity: readonly Document[] = [everything]): Principal => ({
  arn: `arn:aws:iam::${account}:role/${name}`,
  identity,
});

/** Somebody with all rights that IAM can give: what stops them are the guardrails. */
export const administrator = (account: string): Principal => role(account, 'administrator');
export const rootOf = (account: string): Principal => ({
  arn: `arn:aws:iam::${account}:root`,
  identity: [everything],
});
export const deployer = (account: string): Principal => role(account, 'OrganizationAccountAccessRole');
export const outsider: Principal = role(FOREIGN, 'administrator');
export const breakGlass = (account: string): Principal => ({
  ...administrator(account),
  tags: { 'image-supply-break-glass': 'incident-42' },
});
export const serviceLinked = (account: string, service: string): Principal => ({
  arn: `arn:aws:iam::${account}:role/aws-service-role/${service}/AWSServiceRole`,
  identity: [everything],
  serviceLinked: true,
});
/** A node or task with the blueprint's policy for workloads. */
export const workload = (account: string, stack: string, kind: 'pull' | 'first-pull'): Principal => {
  const policy = assembled.consumers.get(stack)?.[kind];
  if (policy === undefined) throw new Error(`no ${kind} policy in ${stack}`);
  return role(account, 'node', [policy]);
};
/** A role of the blueprint's own, with the policies it has. */
export const blueprintRole = (
  account: string,
  kind: 'fetch' | 'template',
  region = 'eu-west-1',
): Principal => {
  const arn = `arn:aws:iam::${account}:role/image-supply/acme/acme-${kind}-${region}`;
  const identity = assembled.roles.get(arn);
  if (identity === undefined) throw new Error(`no role ${arn}`);
  return { arn, identity };
};

/** A role of that name and path that somebody made in another account, with all rights. */
export const namedLikeFetch = (account: string): Principal =>
  role(account, 'image-supply/acme/acme-fetch-eu-west-1');

/** An endpoint of development's VPC. */
export const endpoint = (name: 'ecr-api' | 'ecr-dkr' | 's3'): string => {
  const found = [...assembled.endpoints.keys()].find((key) => key.startsWith(`${name} `));
  if (found === undefined) throw new Error(`no endpoint ${name}`);
  return found;
};

/** The key of an account's images. */
export const key = imageKey;

export const repository = (account: string, path: string, region = 'eu-west-1'): string =>
  `arn:aws:ecr:${region}:${account}:repository/${path}`;
