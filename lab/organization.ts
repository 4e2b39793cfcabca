import type { Iam } from './iam';
import { LabError } from './lab-error';
import { type Moto, element } from './moto';

/** The organization as the manifest has it: what the lab builds, and compares with what moto dealt. */
export interface Organization {
  partition?: string;
  id: string;
  managementAccount: string;
  /** Name → unit; a parent is named, not an id. */
  units: Record<string, { id: string; parent?: string }>;
  accounts: readonly Account[];
  /** Networks that registries are reached through; moto deals their ids as well. */
  networks?: readonly Network[];
}

export interface Account {
  id: string;
  /** The unit it is in; left out: the root. */
  unit?: string;
  /** Roles that the management account assumes in it, `path/name` or `name`. */
  roles: readonly string[];
}

export interface Network {
  account: string;
  region: string;
  vpc: string;
  subnets: readonly string[];
  routeTables: readonly string[];
}

/** moto's management account: credentials it does not know are this account's. */
export const MANAGEMENT_ACCOUNT = '123456789012';

/** What moto deals repeats for one seed and one order: this order is part of every manifest written for the lab. */
const SEED = 42;
const UNITS = ['nonproduction', 'production'];
const ACCOUNTS = ['supply', 'development', 'staging', 'regression', 'production-eu', 'production-us'];

/** Policy types a landing zone has enabled at its root before a blueprint comes. */
export const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/**
 * Builds the organization in a fresh moto.
 * @throws LabError naming every id where the manifest and moto differ
 */
export async function seedOrganization(
  moto: Moto,
  iam: Iam,
  wanted: Organization,
  policyTypes: readonly string[],
): Promise<void> {
  const { region } = iam;
  const ask = <Answer>(operation: string, input: object): Promise<Answer> =>
    moto.json<Answer>('organizations', `AWSOrganizationsV20161128.${operation}`, input, { region });
  const mismatches: string[] = [];
  const compare = (what: string, manifest: string, dealt: string): void => {
    if (manifest !== dealt) mismatches.push(`${what}: the manifest says ${manifest}, the lab dealt ${dealt}`);
  };

  await moto.control('reset');
  await moto.control(`seed?a=${SEED}`);
  const { Organization } = await ask<{ Organization: { Id: string } }>('CreateOrganization', {
    FeatureSet: 'ALL',
  });
  compare('organization.id', wanted.id, Organization.Id);
  compare('organization.managementAccount', wanted.managementAccount, MANAGEMENT_ACCOUNT);
  const { Roots } = await ask<{ Roots: { Id: string }[] }>('ListRoots', {});
  const root = Roots[0]?.Id ?? '';

  const units = new Map<string, string>();
  const addUnit = async (name: string): Promise<void> => {
    if (units.has(name)) return;
    const parent = wanted.units[name]?.parent;
    if (parent && wanted.units[parent]) await addUnit(parent);
    const { OrganizationalUnit } = await ask<{ OrganizationalUnit: { Id: string } }>(
      'CreateOrganizationalUnit',
      { Name: name, ParentId: (parent && units.get(parent)) ?? root },
    );
    units.set(name, OrganizationalUnit.Id);
  };
  for (const name of UNITS) await addUnit(name);
  const members = new Set<string>();
  for (const name of ACCOUNTS) {
    const { CreateAccountStatus } = await ask<{ CreateAccountStatus: { AccountId: string } }>(
      'CreateAccount',
      { AccountName: name, Email: `${name}@example.com` },
    );
    members.add(CreateAccountStatus.AccountId);
  }
  for (const name of Object.keys(wanted.units)) await addUnit(name);
  for (const [name, { id }] of Object.entries(wanted.units)) {
    compare(`organization.organizationalUnits.${name}`, id, units.get(name) ?? '');
  }
  for (const PolicyType of policyTypes) await ask('EnablePolicyType', { RootId: root, PolicyType });

  for (const id of members) iam.accounts.add(id);
  for (const { id, unit, roles } of wanted.accounts) {
    iam.accounts.add(id);
    const destination = unit && units.get(unit);
    // Organizations knows only accounts it dealt; any other account is there for everything else.
    if (destination && members.has(id)) {
      await ask('MoveAccount', { AccountId: id, SourceParentId: root, DestinationParentId: destination });
    }
    for (const role of roles) await iam.createAccessRole(role, id, wanted.managementAccount);
  }
  for (const network of wanted.networks ?? []) await seedNetwork(moto, network, compare);

  if (mismatches.length > 0) {
    throw new LabError(
      `the lab's organization is not the manifest's; for the lab, write the ids it dealt:\n${mismatches
        .map((line) => `  ${line}`)
        .join('\n')}`,
    );
  }
}

/** A VPC with as many subnets and route tables as the manifest names, in that order. */
async function seedNetwork(
  moto: Moto,
  { account, region, vpc, subnets, routeTables }: Network,
  compare: (what: string, manifest: string, dealt: string) => void,
): Promise<void> {
  const create = async (kind: string, input: Record<string, string>, id: string): Promise<string> => {
    const answer = await moto.query('ec2', '2016-11-15', `Create${kind}`, input, { account, region });
    return element(answer, id) ?? '';
  };
  const where = `network of ${account} in ${region}`;
  const vpcId = await create('Vpc', { CidrBlock: '10.0.0.0/16' }, 'vpcId');
  compare(`${where}, vpc`, vpc, vpcId);
  for (const [index, subnet] of subnets.entries()) {
    const id = await create('Subnet', { VpcId: vpcId, CidrBlock: `10.0.${index}.0/24` }, 'subnetId');
    compare(`${where}, subnet ${index + 1}`, subnet, id);
  }
  for (const [index, table] of routeTables.entries()) {
    const id = await create('RouteTable', { VpcId: vpcId }, 'routeTableId');
    compare(`${where}, route table ${index + 1}`, table, id);
  }
}
