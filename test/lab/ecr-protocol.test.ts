import * as ecr from '@aws-sdk/client-ecr';
import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  PullThroughCacheRuleNotFoundException,
  UpdatePullThroughCacheRuleCommand,
  paginateDescribePullThroughCacheRules,
  paginateDescribeRepositories,
  paginateDescribeRepositoryCreationTemplates,
} from '@aws-sdk/client-ecr';
import { INPUTS } from '../../lab/ecr/constraints';
import { ACCOUNT, ROLE } from './ecr-fixture';
import { type Wire, ecrOnTheWire } from './ecr-wire-fixture';

// The AWS SDK is the judge: what it reads off the wire is what the service meant.
let wire: Wire;
beforeAll(async () => (wire = await ecrOnTheWire()));
beforeEach(() => wire.reset());
afterAll(() => wire.stop());

describe('the AWS SDK', () => {
  it('reads timestamps as dates', async () => {
    const create = new CreateRepositoryCommand({ repositoryName: 'team/app' });
    const { repository } = await wire.client.send(create);
    expect(repository).toMatchObject({ registryId: ACCOUNT, repositoryName: 'team/app' });
    expect(Math.abs(Date.now() - (repository?.createdAt?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('meets an error as the class of its code', async () => {
    const update = new UpdatePullThroughCacheRuleCommand({
      ecrRepositoryPrefix: 'absent',
      customRoleArn: ROLE,
    });
    await expect(wire.client.send(update)).rejects.toBeInstanceOf(PullThroughCacheRuleNotFoundException);
  });
});

describe('paging through', () => {
  const names = ['a1', 'b2', 'c3'];
  const sizes = async <T>(pages: AsyncIterable<T>, items: (page: T) => unknown[] | undefined) => {
    const found: number[] = [];
    for await (const page of pages) found.push(items(page)?.length ?? 0);
    return found;
  };
  const paging = () => ({ client: wire.client, pageSize: 2 });

  it('repositories', async () => {
    for (const repositoryName of names)
      await wire.client.send(new CreateRepositoryCommand({ repositoryName }));
    const pages = paginateDescribeRepositories(paging(), {});
    expect(await sizes(pages, ({ repositories }) => repositories)).toEqual([2, 1]);
    const all = await wire.client.send(new DescribeRepositoriesCommand({}));
    expect(all.repositories).toHaveLength(3);
  });

  it('pull-through cache rules', async () => {
    for (const ecrRepositoryPrefix of names) {
      const rule = { ecrRepositoryPrefix, upstreamRegistryUrl: 'quay.io' };
      await wire.client.send(new ecr.CreatePullThroughCacheRuleCommand(rule));
    }
    const pages = paginateDescribePullThroughCacheRules(paging(), {});
    expect(await sizes(pages, (page) => page.pullThroughCacheRules)).toEqual([2, 1]);
  });

  it('repository creation templates', async () => {
    for (const prefix of names) {
      const template = { prefix, appliedFor: ['REPLICATION' as const] };
      await wire.client.send(new ecr.CreateRepositoryCreationTemplateCommand(template));
    }
    const pages = paginateDescribeRepositoryCreationTemplates(paging(), {});
    expect(await sizes(pages, (page) => page.repositoryCreationTemplates)).toEqual([2, 1]);
  });
});

describe('what the lab does not serve of ECR', () => {
  const operations = Object.keys(ecr)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.replace(/Command$/, ''));
  const refused = operations.filter((name) => !Object.hasOwn(INPUTS, name));

  it('is what needs images: their layers, manifests, scans, signatures and copies', () => {
    expect(refused.sort()).toEqual([
      'BatchCheckLayerAvailability',
      'BatchDeleteImage',
      'BatchGetImage',
      'CompleteLayerUpload',
      'DescribeImageReplicationStatus',
      'DescribeImageScanFindings',
      'DescribeImageSigningStatus',
      'DescribeReplicationBackfillResults',
      'GetDownloadUrlForLayer',
      'GetLifecyclePolicyPreview',
      'InitiateLayerUpload',
      'ListImageReferrers',
      'ListReplicationBackfills',
      'PutImage',
      'StartImageScan',
      'StartLifecyclePolicyPreview',
      'StartReplicationBackfill',
      'StopReplicationBackfill',
      'UpdateImageStorageClass',
      'UploadLayerPart',
    ]);
  });

  it.each(refused)('%s is refused at once, by name', async (operation) => {
    const Command = (ecr as unknown as Record<string, new (input: object) => never>)[`${operation}Command`]!;
    await expect(wire.client.send(new Command({}))).rejects.toMatchObject({
      name: 'NotServedByLab',
      message: `the lab does not serve ecr ${operation}`,
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });

  it('is nothing of what ECR does not have', () => {
    expect(Object.keys(INPUTS).filter((name) => !operations.includes(name))).toEqual([]);
  });
});
