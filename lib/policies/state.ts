import type { AccountId, StateBucket, Topology } from '../topology/model';
import { bucketArn, roleArn } from '../topology/names';
import { policyDocument, type PolicyDocument, type Statement } from './document';
import { accountManagesKey } from './key-policy';

/** State and plans describe the whole organization: only the deploy role of the state account reads or writes them. */
export function stateBucketPolicy(topology: Topology, state: StateBucket): PolicyDocument {
  const bucket = bucketArn(topology.partition, state.bucket);
  const everything = {
    Principal: '*',
    Effect: 'Deny',
    Action: 's3:*',
    Resource: [bucket, `${bucket}/*`],
  } as const;
  return policyDocument(
    { Sid: 'TlsOnly', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'DeployRoleOnly', ...everything, Condition: othersThanDeployRole(topology, state.account) },
  );
}

/**
 * The key's policy: the account's administrators manage it (or nobody could any more), and only the deploy role uses it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function stateKeyPolicy(topology: Topology, state: StateBucket): PolicyDocument {
  return policyDocument(accountManagesKey(topology, state.account), {
    Sid: 'DeployRoleOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:CreateGrant'],
    Resource: '*',
    Condition: othersThanDeployRole(topology, state.account),
  });
}

/** A condition, not a Principal: S3 and KMS refuse a role that does not exist. */
function othersThanDeployRole(
  { partition, deployment }: Topology,
  account: AccountId,
): NonNullable<Statement['Condition']> {
  return { ArnNotEquals: { 'aws:PrincipalArn': roleArn(partition, account, deployment.roleName) } };
}
