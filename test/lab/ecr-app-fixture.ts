import { ACCOUNT, REGION, REPOSITORIES, freshEcr } from './ecr-fixture';

export const app = { repositoryName: 'approved/app' };

export const arn = `${REPOSITORIES}approved/app`;

export const described = {
  repositoryArn: arn,
  registryId: ACCOUNT,
  repositoryName: 'approved/app',
  repositoryUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/approved/app`,
  createdAt: expect.any(Number),
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'AES256' },
};

export const absent = `RepositoryNotFoundException: The repository with name 'absent' does not exist in the registry with id '${ACCOUNT}'`;

export async function withApp(input: Record<string, unknown> = {}) {
  const ecr = freshEcr();
  await ecr.call('CreateRepository', { ...app, ...input });
  return ecr;
}
