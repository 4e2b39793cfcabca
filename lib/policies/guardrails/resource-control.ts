import { rolePattern } from '../../topology/names';
import type { Statement } from '../document';
import { namesTag, type Context } from './exemptions';

/**
 * Our registries only for our organization, and for AWS services acting for it. Service-linked roles are not bound.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function resourceControlStatements(context: Context): Statement[] {
  const { organization } = context.topology;
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
    ...breakGlassSession(context),
  ];
}

/**
 * Whoever comes from outside (a foreign account, SAML, OIDC, IAM Identity Center) is bound by no service control policy of
 * the account whose role it assumes: there the role refuses the session that would be exempt.
 */
function breakGlassSession({ topology, guardrails }: Context): Statement[] {
  const { breakGlass } = guardrails;
  if (breakGlass === undefined) return [];
  return [
    {
      Sid: 'BreakGlassSession',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:TagSession',
      Resource: '*',
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': rolePattern(topology.partition, topology.deployment.roleName) },
        ...namesTag(breakGlass.principalTag),
      },
    },
  ];
}
