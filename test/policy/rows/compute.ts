import { administrator, STAGING } from '../example';
import { group, scp, type Case, type Row } from './row';

/** Services whose requests name an image. */
export const computeRows: readonly Row[] = [
  ...group('compute', [
    ...[
      ['batch:RegisterJobDefinition', 'batch:Image', 'job-definition/app'],
      ['batch:RegisterJobDefinition', 'batch:EKSImage', 'job-definition/app'],
      ['batch:SubmitJob', 'batch:EKSImage', 'job/0a1b2c3d'],
      ['codebuild:CreateProject', 'codebuild:environment.image', 'project/app'],
      ['codebuild:UpdateProject', 'codebuild:environment.image', 'project/app'],
      ['codebuild:StartBuild', 'codebuild:environment.image', 'project/app'],
      ['codebuild:StartBuildBatch', 'codebuild:environment.image', 'project/app'],
    ].flatMap(([action = '', conditionKey = '', path = '']): Case[] => {
      const base = {
        principal: administrator(STAGING),
        actions: [action],
        resource: `arn:aws:${action.split(':')[0]}:eu-west-1:${STAGING}:${path}`,
      };
      const sid =
        { 'batch:Image': 'BatchImages', 'batch:EKSImage': 'BatchEksImages' }[conditionKey] ?? 'BuildImages';
      return [
        {
          ...base,
          what: `an image of Docker Hub (${conditionKey})`,
          context: { [conditionKey]: 'docker.io/library/nginx:1.27' },
          denied: scp(sid),
        },
        {
          ...base,
          what: `a host that only looks like ECR (${conditionKey})`,
          context: { [conditionKey]: 'evil.io/aaaa.dkr.ecr.eu-west-1.amazonaws.com/app' },
          denied: scp(`${sid}Lookalikes`),
        },
        {
          ...base,
          what: `a host that only looks like dual-stack ECR (${conditionKey})`,
          context: { [conditionKey]: 'evil.io/aaaa.dkr-ecr.eu-west-1.on.aws/app' },
          denied: scp(`${sid}Lookalikes`),
        },
        {
          ...base,
          what: `a host with ECR in its path (${conditionKey})`,
          context: { [conditionKey]: '123412341234.dkr.ecr.evil.io/x.amazonaws.com/app' },
          denied: scp(sid),
        },
        ...['eu-central-1', 'eu-west-1', 'us-east-1'].flatMap((region) =>
          [`${STAGING}.dkr.ecr.${region}.amazonaws.com/app`, `${STAGING}.dkr-ecr.${region}.on.aws/app`].map(
            (image): Case => ({
              ...base,
              what: `an image of ECR, ${image} (${conditionKey})`,
              context: { [conditionKey]: image },
            }),
          ),
        ),
        { ...base, what: `no image at all (${conditionKey})` },
      ];
    }),
    {
      what: 'an ordinary CodeBuild project with a curated image',
      principal: administrator(STAGING),
      actions: ['codebuild:CreateProject', 'codebuild:StartBuild'],
      resource: `arn:aws:codebuild:eu-west-1:${STAGING}:project/app`,
      context: { 'codebuild:environment.image': 'aws/codebuild/standard:7.0' },
    },
  ]),
];
