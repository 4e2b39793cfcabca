import { pathText, type Finding, type Path } from '../manifest/problems';
import type { Check } from './check';
import type { AccountId, Manifest, Region } from '../manifest/schema';

export const ownershipChecks: readonly Check[] = [
  {
    id: 'management-account',
    severity: 'error',
    why: 'Service and resource control policies do not bind the management account.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    run: ({ manifest }) => inManagementAccount(manifest),
  },
  {
    id: 'hub-account',
    severity: 'error',
    why: "The hub's registry would have a second owner, pull through from itself or replicate to itself.",
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html',
    run: ({ manifest }) => inHub(manifest),
  },
  {
    id: 'registry-owned-twice',
    severity: 'error',
    why: 'Registry policy, scanning and account settings exist once per account and Region: a second owner overwrites the first.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html',
    run: ({ manifest }) => ownedTwice(manifest),
  },
  {
    id: 'account-of-both-kinds',
    severity: 'error',
    why: 'An account lies in one organizational unit, and the guardrails of replicated environments forbid what the others need.',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html',
    run: ({ manifest }) => bothKinds(manifest),
  },
];

interface Place {
  readonly path: Path;
  readonly id: AccountId;
  readonly regions: readonly Region[];
  readonly kind: 'pull-through' | 'replicated';
}

function places({ environments }: Manifest): Place[] {
  return Object.entries(environments).flatMap(([name, { accounts, regions, replicated }]) =>
    Object.entries(accounts).map(([account, { id, regions: own }]) => ({
      path: ['environments', name, 'accounts', account],
      id,
      regions: own ?? regions,
      kind: replicated === undefined ? 'pull-through' : 'replicated',
    })),
  );
}

function inManagementAccount(manifest: Manifest): Finding[] {
  const { organization, state, hub } = manifest;
  const used: { path: Path; id: AccountId }[] = [
    ...(state === undefined ? [] : [{ path: ['state', 'account'], id: state.account }]),
    { path: ['hub', 'account'], id: hub.account },
    ...places(manifest).map(({ path, id }) => ({ path: [...path, 'id'], id })),
  ];
  return used
    .filter(({ id }) => id === organization.managementAccount)
    .map(({ path, id }) => ({
      path,
      message: `found the management account ${id}, expected a member account: no guardrail binds the management account`,
    }));
}

function inHub(manifest: Manifest): Finding[] {
  return places(manifest)
    .filter(({ id }) => id === manifest.hub.account)
    .map(({ path, id }) => ({
      path: [...path, 'id'],
      message: `found the hub's account ${id}, expected an account of the environment's own`,
    }));
}

function ownedTwice(manifest: Manifest): Finding[] {
  const owners = new Map<string, Path>();
  return places(manifest).flatMap(({ path, id, regions }) =>
    regions.flatMap((region) => {
      const owner = owners.get(`${id} ${region}`);
      if (owner === undefined) {
        owners.set(`${id} ${region}`, path);
        return [];
      }
      const message = `found ${id} in ${region}, which ${pathText(owner)} owns already, expected one owner for each account and Region`;
      return [{ path: [...path, 'id'], message }];
    }),
  );
}

function bothKinds(manifest: Manifest): Finding[] {
  const first = new Map<AccountId, Place>();
  return places(manifest).flatMap((place) => {
    const other = first.get(place.id) ?? place;
    first.set(place.id, other);
    if (other.kind === place.kind) return [];
    const message = `found ${place.id} in a ${place.kind} environment, while ${pathText(other.path)} is ${other.kind}, expected accounts apart for the two kinds`;
    return [{ path: [...place.path, 'id'], message }];
  });
}
