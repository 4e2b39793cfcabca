import { registryHostPatterns } from '../../topology/names';
import type { Statement } from '../document';
import { unlessBreakGlass, type Context } from './exemptions';

/** Images that AWS builds for CodeBuild: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html */
const CURATED = 'aws/codebuild/*';

/**
 * AWS Batch and CodeBuild, the two services with a condition key for the image: only from ECR hosts. Whose registry it is,
 * `aws:ResourceOrgID` decides at the pull. ECS, EKS, Lambda and App Runner have no such key. A request without an image
 * has no such key either and passes. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
 */
export function computeImages(context: Context): Statement[] {
  return [
    ...images(context, 'BatchImages', 'batch:Image', ['batch:RegisterJobDefinition'], []),
    ...images(
      context,
      'BatchEksImages',
      'batch:EKSImage',
      ['batch:RegisterJobDefinition', 'batch:SubmitJob'],
      [],
    ),
    ...images(
      context,
      'BuildImages',
      'codebuild:environment.image',
      [
        'codebuild:CreateProject',
        'codebuild:StartBuild',
        'codebuild:StartBuildBatch',
        'codebuild:UpdateProject',
      ],
      [CURATED],
    ),
  ];
}

function images(
  context: Context,
  sid: string,
  key: string,
  actions: readonly string[],
  curated: readonly string[],
): Statement[] {
  const { topology, guardrails } = context;
  const hosts = guardrails.regions.flatMap((region) => registryHostPatterns(topology.partition, region));
  const unless = unlessBreakGlass(context);
  return [
    {
      Sid: sid,
      Effect: 'Deny',
      Action: actions,
      Resource: '*',
      Condition: {
        ...unless,
        Null: { ...unless['Null'], [key]: 'false' },
        StringNotLike: { [key]: [...hosts.map((host) => `${host}/*`), ...curated] },
      },
    },
    {
      // `?` matches a slash too: evil.io/aaaa is twelve characters.
      Sid: `${sid}Lookalikes`,
      Effect: 'Deny',
      Action: actions,
      Resource: '*',
      Condition: { ...unless, StringLike: { [key]: ['*/*.dkr.ecr.*', '*/*.dkr-ecr.*'] } },
    },
  ];
}
