import {
  administrator,
  breakGlass,
  DEVELOPMENT,
  EKS,
  endpoint,
  FOREIGN,
  outsider,
  repository,
  SANDBOX,
  STAGING,
  workload,
} from '../example';
import { group, IMPORT, open, PULL, PUSH, type Case, type Row } from './row';

const noGrant = { layer: 'endpoint', statement: 'no grant' } as const;
/** Somebody in the same network whom no service control policy binds. */
const unguarded = administrator(SANDBOX);
const node = workload(DEVELOPMENT, 'development-main-eu-west-1', 'first-pull');
/** Layers come by URLs that the registry's own account has signed. */
const signer = administrator('999900001111');

/** The endpoints of development's VPC: what passes through them. */
export const endpointRows: readonly Row[] = [
  ...group(
    'through the endpoints of ECR',
    (['ecr-api', 'ecr-dkr'] as const).flatMap((name): Case[] =>
      [
        {
          what: 'a node gets its token',
          principal: node,
          actions: ['ecr:GetAuthorizationToken'],
          resource: '*',
          account: DEVELOPMENT,
        },
        {
          what: 'a node pulls from the cache of its account, for the first time too',
          principal: node,
          actions: [...PULL, ...IMPORT, 'ecr:CreateRepository'],
          resource: repository(DEVELOPMENT, 'docker-hub/library/nginx'),
        },
        {
          what: 'a node of another account pulls from a sibling environment',
          principal: administrator(DEVELOPMENT),
          actions: PULL,
          resource: repository(STAGING, 'approved/base/node'),
        },
        {
          what: 'a team pushes its own image',
          principal: administrator(DEVELOPMENT),
          actions: PUSH,
          resource: repository(DEVELOPMENT, 'team/app'),
        },
        {
          what: 'an EKS add-on is pulled',
          principal: unguarded,
          actions: PULL,
          resource: repository(EKS, 'eks/coredns'),
          ownPolicy: open,
        },
        {
          what: 'somebody whom no guardrail binds pulls from a foreign registry',
          principal: unguarded,
          actions: PULL,
          resource: repository(FOREIGN, 'app'),
          ownPolicy: open,
          denied: noGrant,
        },
        {
          what: 'somebody whom no guardrail binds pushes to a foreign registry',
          principal: unguarded,
          actions: PUSH,
          resource: repository(FOREIGN, 'stolen'),
          ownPolicy: open,
          denied: noGrant,
        },
        {
          what: 'somebody brings keys of an account outside of the organization, and its images',
          principal: outsider,
          actions: PULL,
          resource: repository(FOREIGN, 'app'),
          denied: noGrant,
        },
        {
          what: 'the same pulls from an account that opened its repository and that no guardrail binds',
          principal: outsider,
          actions: PULL,
          resource: repository(SANDBOX, 'app'),
          ownPolicy: open,
          denied: noGrant,
        },
        {
          what: 'the same gets a token',
          principal: outsider,
          actions: ['ecr:GetAuthorizationToken'],
          resource: '*',
          account: FOREIGN,
          denied: noGrant,
        },
        {
          what: "the same pulls AWS's own images",
          principal: outsider,
          actions: PULL,
          resource: repository(EKS, 'eks/coredns'),
          ownPolicy: open,
          denied: noGrant,
        },
        {
          what: 'the same, with the break-glass tag',
          principal: { ...outsider, tags: { 'image-supply-break-glass': 'mine' } },
          actions: PULL,
          resource: repository(FOREIGN, 'app'),
          denied: noGrant,
        },
        {
          what: 'a holder of the break-glass tag pulls from a foreign registry before the date',
          principal: breakGlass(SANDBOX),
          actions: PULL,
          resource: repository(FOREIGN, 'app'),
          ownPolicy: open,
          now: '2026-12-30T23:59:59Z',
        },
        {
          what: 'a holder of the break-glass tag pulls from a foreign registry after the date',
          principal: breakGlass(SANDBOX),
          actions: PULL,
          resource: repository(FOREIGN, 'app'),
          ownPolicy: open,
          now: '2026-12-31T00:00:01Z',
          denied: noGrant,
        },
      ].map((row): Case => ({ ...row, what: `${row.what} (${name})`, endpoint: endpoint(name) })),
    ),
  ),
  ...group(
    'through the endpoint of S3',
    [
      {
        what: "a layer of ECR's, by a signed URL",
        principal: signer,
        actions: ['s3:GetObject'],
        resource: 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer',
        account: '999900001111',
      },
      {
        what: 'a layer of Docker Hub, which a rule fetches from: the first pull may be redirected here',
        principal: signer,
        actions: ['s3:GetObject'],
        resource: 'arn:aws:s3:::docker-images-prod/layer',
        account: '999900001111',
      },
      {
        what: 'a layer of a public registry that nothing is fetched from, by a signed URL',
        principal: signer,
        actions: ['s3:GetObject'],
        resource: 'arn:aws:s3:::prod-registry-k8s-io-eu-west-1/containers/images/sha256:0',
        account: '999900001111',
        denied: { layer: 'endpoint' as const, statement: 'LayersOfPublicRegistries' },
      },
      {
        what: "a team's own bucket",
        principal: administrator(DEVELOPMENT),
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resource: 'arn:aws:s3:::team-files/report.csv',
        account: DEVELOPMENT,
      },
      {
        what: "somebody else's public bucket",
        principal: administrator(DEVELOPMENT),
        actions: ['s3:GetObject'],
        resource: 'arn:aws:s3:::public-data/map.csv',
        account: FOREIGN,
        ownPolicy: open,
      },
    ].map((row): Case => ({ ...row, endpoint: endpoint('s3') })),
  ),
];
