import type { AccountId, Topology } from '../topology/model';
import { rootArn } from '../topology/names';
import type { Statement } from './document';

/**
 * The default key policy: IAM of the account decides. ECR works through grants that the creating principal makes.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
export function accountManagesKey({ partition }: Pick<Topology, 'partition'>, account: AccountId): Statement {
  return {
    Sid: 'AccountIam',
    Effect: 'Allow',
    Principal: { AWS: rootArn(partition, account) },
    Action: 'kms:*',
    Resource: '*',
  };
}
