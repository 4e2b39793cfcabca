import type { Document } from '../assembled';
import { blueprintRole, FOREIGN, HUB, outsider, PRODUCTION, repository, STAGING } from '../example';
import { group, PULL, PUSH, type Row } from './row';
import type { Principal } from '../simulate';

const forLambda: Document = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'LambdaPull',
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
};

const service = (name: string): Principal => ({ arn: name, identity: [] });

/** Those who do not belong to the organization, and services that act for it. */
export const outsiderRows: readonly Row[] = [
  ...group('outside of the organization', [
    {
      what: 'an outsider pulls, whatever a repository policy says',
      principal: outsider,
      actions: PULL,
      resource: repository(STAGING, 'approved/base/node'),
      denied: { layer: 'rcp', statement: 'OrganizationOnly' },
    },
    {
      what: 'an outsider pushes into the hub',
      principal: outsider,
      actions: PUSH,
      resource: repository(HUB, 'release/shop/web'),
      denied: { layer: 'rcp', statement: 'OrganizationOnly' },
    },
  ]),
  ...group('AWS services', [
    {
      what: 'Lambda pulls for a function of ours',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      context: { 'aws:SourceOrgID': 'o-hbrpoig8f1', 'aws:SourceAccount': PRODUCTION },
      ownPolicy: forLambda,
    },
    {
      what: 'Lambda pulls for a function of somebody else: the confused deputy',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      context: { 'aws:SourceOrgID': 'o-somebodyelse', 'aws:SourceAccount': FOREIGN },
      ownPolicy: forLambda,
      denied: { layer: 'rcp', statement: 'ServicesForTheOrganization' },
    },
    {
      what: 'a service that names no account',
      principal: service('lambda.amazonaws.com'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(PRODUCTION, 'release/shop/web'),
      ownPolicy: forLambda,
    },
    {
      what: 'the fetch role, whose request a service makes for the account',
      principal: blueprintRole(STAGING, 'fetch'),
      actions: ['ecr:BatchGetImage'],
      resource: repository(STAGING, 'approved/base/node'),
      context: { 'aws:SourceAccount': STAGING },
    },
  ]),
];
