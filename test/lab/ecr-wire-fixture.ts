import { ECRClient } from '@aws-sdk/client-ecr';
import { BucketPolicies } from '../../lab/bucket-policies';
import { type Gateway, startGateway } from '../../lab/gateway';
import { Identity } from '../../lab/identity';
import { ACCOUNT, REGION, freshEcr } from './ecr-fixture';

export interface Wire {
  client: ECRClient;
  /** Empties ECR; `world` is what the others of AWS hold from now on. */
  reset(world?: Parameters<typeof freshEcr>[0]): void;
  stop(): Promise<void>;
}

/** ECR of the AWS SDK, through the lab's gateway, without the rest of AWS behind it. */
export async function ecrOnTheWire(): Promise<Wire> {
  let { service } = freshEcr();
  const gateway: Gateway = await startGateway({
    motoPort: 0,
    identity: new Identity({ account: ACCOUNT, principal: `arn:aws:iam::${ACCOUNT}:user/tester` }),
    services: [{ serves: (call) => service.serves(call), call: (call) => service.call(call) }],
    bucketPolicies: new BucketPolicies(() => Promise.resolve(false)),
    refuse: () => Promise.resolve(),
    onRefused: () => undefined,
  });
  const client = new ECRClient({
    endpoint: `http://127.0.0.1:${gateway.port}`,
    region: REGION,
    credentials: { accessKeyId: 'lab', secretAccessKey: 'lab' },
    maxAttempts: 1,
  });
  return {
    client,
    reset: (world) => ({ service } = freshEcr(world)),
    async stop() {
      client.destroy();
      await gateway.stop();
    },
  };
}
