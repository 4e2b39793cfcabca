import type { Statement } from '../document';
import { PULL_ACTIONS } from '../actions';
import { awsOwnedRepositories } from '../aws-owned';
import { only, unlessBreakGlass, type Context } from './exemptions';

/** No ECR Public, and private registries only of the organization or of AWS. */
export function registryPerimeter(context: Context): Statement[] {
  const { organization } = context.topology;
  return [
    {
      Sid: 'NoPublicRegistry',
      Effect: 'Deny',
      Action: 'ecr-public:*',
      Resource: '*',
      ...only(unlessBreakGlass(context)),
    },
    {
      // Other services' bearer tokens stay: CodeArtifact uses the same action. AWS documents the key without its values;
      // this one is what grants go by that work:
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_awsservicename
      Sid: 'NoPublicRegistryToken',
      Effect: 'Deny',
      Action: 'sts:GetServiceBearerToken',
      Resource: '*',
      Condition: {
        ...unlessBreakGlass(context),
        StringEquals: { 'sts:AWSServiceName': 'ecr-public.amazonaws.com' },
      },
    },
    {
      Sid: 'RegistriesOfTheOrganization',
      Effect: 'Deny',
      Action: PULL_ACTIONS,
      NotResource: awsOwnedRepositories(context.topology, context.guardrails.regions),
      Condition: {
        ...unlessBreakGlass(context),
        StringNotEqualsIfExists: { 'aws:ResourceOrgID': organization.id },
      },
    },
  ];
}
