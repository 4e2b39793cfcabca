import type { AccountId, Partition, Region } from '../topology/model';
import { functionPattern } from '../topology/names';
import { policyDocument, type PolicyDocument } from './document';

/**
 * Lets Lambda functions of the registry's account run the repository's images. Repository policies take no Resource.
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
export function lambdaRepositoryPolicy(
  partition: Partition,
  place: { readonly account: AccountId; readonly region: Region },
): PolicyDocument {
  return policyDocument({
    Sid: 'LambdaPull',
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Condition: { StringLike: { 'aws:SourceArn': functionPattern(partition, place) } },
  });
}
