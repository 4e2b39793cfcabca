import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  PullThroughCacheRuleNotFoundException,
  UpdatePullThroughCacheRuleCommand,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import { AwsError } from '../../lab/aws-error';
import { ACCOUNT, REGION, ROLE, freshEcr } from './ecr-fixture';

// The AWS SDK is the judge: what it reads off the wire is what the service meant.
describe('the AWS SDK', () => {
  let server: Server;
  let client: ECRClient;

  beforeAll(async () => {
    const { call } = freshEcr();
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      const answer: unknown = await call(operation, input).catch((error: unknown) => error);
      const refused = answer instanceof AwsError;
      response.writeHead(refused ? answer.status : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(refused ? { __type: answer.code, message: answer.message } : answer));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    client = new ECRClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: REGION,
      credentials: { accessKeyId: 'lab', secretAccessKey: 'lab' },
    });
  });

  afterAll(async () => {
    client.destroy();
    await new Promise((closed) => server.close(closed));
  });

  it('reads timestamps as dates', async () => {
    const { repository } = await client.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }));
    expect(repository).toMatchObject({ registryId: ACCOUNT, repositoryName: 'team/app' });
    expect(Math.abs(Date.now() - (repository?.createdAt?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('meets an error as the class of its code', async () => {
    const update = new UpdatePullThroughCacheRuleCommand({
      ecrRepositoryPrefix: 'absent',
      customRoleArn: ROLE,
    });
    await expect(client.send(update)).rejects.toBeInstanceOf(PullThroughCacheRuleNotFoundException);
  });

  it('pages through what there is', async () => {
    for (const name of ['a1', 'b2', 'c3'])
      await client.send(new CreateRepositoryCommand({ repositoryName: `paged/${name}` }));
    const pages: number[] = [];
    for await (const page of paginateDescribeRepositories({ client, pageSize: 2 }, {}))
      pages.push(page.repositories?.length ?? 0);
    const all = await client.send(new DescribeRepositoriesCommand({}));
    expect(pages.reduce((sum, size) => sum + size)).toBe(all.repositories?.length);
    expect(pages.every((size) => size <= 2)).toBe(true);
  });
});
