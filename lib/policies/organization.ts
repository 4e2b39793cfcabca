import type { AccountId, Topology } from '../topology/model';
import type { Statement } from './document';

type Condition = NonNullable<Statement['Condition']>;

/**
 * Principals of some organizational units, whatever their number of accounts. The path begins with the organization, its
 * middle `*` stands for the root and any parent units, the last for child units.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
 */
export function inUnits(
  { organization }: Pick<Topology, 'organization'>,
  units: readonly string[],
): Condition {
  return {
    'ForAnyValue:StringLike': {
      'aws:PrincipalOrgPaths': units.map((unit) => `${organization.id}/*/${unit}/*`),
    },
  };
}

/** Principals of some accounts, as long as the accounts belong to the organization. */
export function inAccounts(
  { organization }: Pick<Topology, 'organization'>,
  accounts: readonly AccountId[],
): Condition {
  return { StringEquals: { 'aws:PrincipalOrgID': organization.id, 'aws:PrincipalAccount': accounts } };
}
