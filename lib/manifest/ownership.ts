import { pathText, type Finding, type Path } from './problems';
import type { AccountId, Manifest, Region } from './schema';

/** Registry policy, scanning and account settings are one each per account and Region: a second owner overwrites the first. */
export function ownership(manifest: Manifest): Finding[] {
  return [
    ...inManagementAccount(manifest),
    ...inHub(manifest),
    ...ownedTwice(manifest),
    ...bothKinds(manifest),
  ];
}

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

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
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

/** An account lies in one organizational unit, and guardrails for replicated environments forbid what the others need. */
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
