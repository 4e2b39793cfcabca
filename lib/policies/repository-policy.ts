import type { AccountId, Partition, Region } from '../topology/model';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Lets Lambda functions of the registry's account run the repository's images. Repository policies take no Resource.
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
export function lambdaRepositoryPolicy(
  partition: Partition,
  { account, region }: { account: AccountId; region: Region },
): PolicyDocument {
  return policyDocument({
    Sid: 'LambdaPull',
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Condition: { StringLike: { 'aws:SourceArn': `arn:${partition}:lambda:${region}:${account}:function:*` } },
  });
}
