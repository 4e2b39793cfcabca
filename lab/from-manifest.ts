import type { Manifest } from '../lib/manifest/schema';
import type { Account, Network, Organization } from './organization';

/** The organization a manifest describes: what the lab has to build for it. */
export function organizationOf(manifest: Manifest): Organization {
  const { partition, organization, access, hub, state, environments } = manifest;
  const units = new Map<string, string | undefined>([[hub.account, undefined]]);
  if (state) units.set(state.account, undefined);
  const networks: Network[] = [];
  for (const { organizationalUnit, accounts, network } of Object.values(environments)) {
    for (const [name, { id }] of Object.entries(accounts)) {
      units.set(id, organizationalUnit);
      for (const [region, { vpc, subnets = [], routeTables = [] }] of Object.entries(network?.[name] ?? {})) {
        networks.push({ account: id, region, vpc, subnets, routeTables });
      }
    }
  }
  const { id, managementAccount } = organization;
  const accounts: Account[] = [...units].map(([account, unit]) => ({
    id: account,
    roles: [access.roleName],
    ...(unit !== undefined && { unit }),
  }));
  if (access.management.roleName !== 'none') {
    accounts.push({ id: managementAccount, roles: [access.management.roleName] });
  }
  return {
    partition,
    id,
    managementAccount,
    units: Object.fromEntries(
      Object.entries(organization.organizationalUnits).map(([name, unit]) => [
        name,
        { id: unit.id, ...(unit.parent !== undefined && { parent: unit.parent }) },
      ]),
    ),
    accounts,
    networks,
  };
}
