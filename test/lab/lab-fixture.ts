import { type Lab, startLab } from '../../lab/lab';
import type { Organization } from '../../lab/organization';

export const HUB = '387262473178';
export const STAGING = '427868011280';
/** In the manifest, but not dealt by moto. */
export const FOREIGN = '222222222222';
export const MANAGEMENT = '123456789012';
export const ROLE = 'OrganizationAccountAccessRole';

export const organization: Organization = {
  id: 'o-hbrpoig8f1',
  managementAccount: MANAGEMENT,
  units: { nonproduction: { id: 'ou-cbfn-6l6gt6mj' }, production: { id: 'ou-cbfn-mtzx272h' } },
  accounts: [
    { id: HUB, roles: [ROLE] },
    { id: STAGING, unit: 'nonproduction', roles: [ROLE] },
    { id: FOREIGN, roles: ['platform/Deployer'] },
  ],
};

/** Options of an SDK client that calls the lab; without credentials: as the management account. */
export function client(
  lab: Lab,
  credentials: object = { accessKeyId: 'ANYKEY', secretAccessKey: 'any' },
): { endpoint: string; region: string; credentials: never; maxAttempts: number; forcePathStyle: true } {
  return {
    endpoint: lab.endpoint,
    region: 'eu-west-1',
    credentials: credentials as never,
    maxAttempts: 1, // a lab that made clients repeat a call would be slow, not right
    forcePathStyle: true,
  };
}

export const start = (changes: Partial<Organization> = {}): Promise<Lab> =>
  startLab({ organization: { ...organization, ...changes } });
