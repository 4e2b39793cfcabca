import type { Statement } from '../document';
import type { Context } from './exemptions';

/**
 * Our registries only for our organization, and for AWS services acting for it. Service-linked roles are not bound.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function resourceControlStatements({ topology }: Pick<Context, 'topology'>): Statement[] {
  const { organization } = topology;
  return [
    {
      Sid: 'OrganizationOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'ecr:*',
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization.id },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    {
      // The confused deputy: a service that acts for somebody names whose account it is.
      Sid: 'ServicesForTheOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: 'ecr:*',
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': organization.id },
        Null: { 'aws:SourceAccount': 'false' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
    },
  ];
}
