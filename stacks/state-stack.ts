import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { render } from '../lib/policies/document';
import { stateBucketPolicy, stateKeyPolicy } from '../lib/policies/state';
import type { Stack } from '../lib/topology/model';
import { keyAlias } from '../lib/topology/names';
import { BaseStack, type BaseStackProps } from './base-stack';
import { reference } from './constructs/logical-id';

type StateStackPlan = Extract<Stack, { kind: 'state' }>;

/** Superseded states stay this long: enough to notice a mistake and go back. */
const NONCURRENT_DAYS = 90;

/** The bucket of every stack's state. Neither it nor its key can be destroyed by Terraform. */
export class StateStack extends BaseStack<StateStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<StateStackPlan>) {
    super(scope, props);
    const { topology } = props;
    const { state } = props.stack;
    const lifecycle = { preventDestroy: true };
    new KmsKey(this, 'key', {
      description: `${topology.name}: Terraform state`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: render(stateKeyPolicy(topology, state)),
      lifecycle,
    });
    new KmsAlias(this, 'alias', {
      name: keyAlias(topology, 'state'),
      targetKeyId: reference('aws_kms_key', 'key', 'key_id'),
    });
    new S3Bucket(this, 'bucket', { bucket: state.bucket, forceDestroy: false, lifecycle });
    const bucket = reference('aws_s3_bucket', 'bucket', 'id');
    new S3BucketVersioningA(this, 'versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: 'aws:kms',
            kmsMasterKeyId: reference('aws_kms_key', 'key', 'arn'),
          },
          bucketKeyEnabled: true,
        },
      ],
    });
    new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, 'policy', { bucket, policy: render(stateBucketPolicy(topology, state)) });
    new S3BucketLifecycleConfiguration(this, 'old-versions', {
      bucket,
      rule: [
        {
          id: 'old-versions-expire',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: NONCURRENT_DAYS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }
}
