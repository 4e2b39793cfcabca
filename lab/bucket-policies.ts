import type { ServerResponse } from 'node:http';
import type { ApiCall } from './api-call';
import { AwsError } from './aws-error';

/**
 * Bucket policies, kept by the lab: moto enforces a Deny without looking at its conditions, so that a policy which denies
 * all but the deploy role would shut the deploy role out. Here they are stored and read back, and deny nothing.
 */
export class BucketPolicies {
  private readonly policies = new Map<string, string>();

  /** @param bucketExists asks moto, which has the buckets themselves */
  constructor(private readonly bucketExists: (bucket: string) => Promise<boolean>) {}

  /** Serves `?policy` of a bucket; false where the call is about something else. */
  async serve(
    { service, path, query, body }: ApiCall,
    method: string | undefined,
    response: ServerResponse,
  ): Promise<boolean> {
    if (service !== 's3') return false;
    const [, bucket = '', ...object] = path.split('/');
    if (!query.has('policy')) {
      const deletesBucket = method === 'DELETE' && object.join('/') === '' && query.size === 0;
      if (deletesBucket) this.policies.delete(bucket);
      return false;
    }
    if (!(await this.bucketExists(bucket))) {
      throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    }
    if (method === 'PUT') {
      this.policies.set(bucket, body);
      response.writeHead(204).end();
    } else if (method === 'DELETE') {
      this.policies.delete(bucket);
      response.writeHead(204).end();
    } else {
      const policy = this.policies.get(bucket);
      if (policy === undefined)
        throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
      response.writeHead(200, { 'content-type': 'application/json' }).end(policy);
    }
    return true;
  }
}
