import type { PrivateNetwork } from '../topology/protection-model';
import type { Topology } from '../topology/model';
import { bucketArn } from '../topology/names';
import { PULL_ACTIONS } from './actions';
import { awsOwnedRepositories } from './aws-owned';
import { policyDocument, type PolicyDocument } from './document';

/**
 * For the endpoints ecr.api and ecr.dkr, one policy for both: principals of the organization reach registries of the
 * organization, and pull AWS's own images. What it does not name does not pass.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-vpc-endpoint-policy
 */
export function registryEndpointPolicy(
  topology: Topology,
  { registry: { region } }: Pick<PrivateNetwork, 'registry'>,
): PolicyDocument {
  const { organization, guardrails } = topology;
  const ours = { 'aws:PrincipalOrgID': organization.id };
  const awsOwned = awsOwnedRepositories(topology, [region]);
  const breakGlass = guardrails?.breakGlass;
  return policyDocument(
    {
      // It has no resource, and so perhaps no owner of one: one token for every registry the principal may use.
      Sid: 'Token',
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:GetAuthorizationToken',
      Resource: '*',
      Condition: { StringEquals: ours },
    },
    {
      Sid: 'OwnRegistries',
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:*',
      Resource: '*',
      Condition: { StringEquals: { ...ours, 'aws:ResourceOrgID': organization.id } },
    },
    ...(awsOwned.length === 0
      ? []
      : [
          {
            Sid: 'AwsOwnedImages',
            Effect: 'Allow',
            Principal: '*',
            Action: PULL_ACTIONS,
            Resource: awsOwned,
            Condition: { StringEquals: ours },
          } as const,
        ]),
    ...(breakGlass === undefined
      ? []
      : [
          {
            Sid: 'BreakGlass',
            Effect: 'Allow',
            Principal: '*',
            Action: PULL_ACTIONS,
            Resource: '*',
            Condition: {
              StringEquals: ours,
              Null: { [`aws:PrincipalTag/${breakGlass.principalTag}`]: 'false' },
              DateLessThan: { 'aws:CurrentTime': breakGlass.until },
            },
          } as const,
        ]),
  );
}

/**
 * For the S3 gateway endpoint, which all of the VPC's S3 traffic takes: everything passes, ECR's layers
 * (`prod-<region>-starport-layer-bucket`) among it, but the layers of public registries that nothing is fetched from.
 * Conditions on the principal would be no help: layers come by URLs that ECR has signed.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway
 */
export function layerEndpointPolicy(
  { partition }: Pick<Topology, 'partition'>,
  { deniedBuckets }: Pick<PrivateNetwork, 'deniedBuckets'>,
): PolicyDocument {
  return policyDocument(
    { Sid: 'Everything', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    ...(deniedBuckets.length === 0
      ? []
      : [
          {
            Sid: 'LayersOfPublicRegistries',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: deniedBuckets.map((bucket) => `${bucketArn(partition, bucket)}/*`),
          } as const,
        ]),
  );
}
