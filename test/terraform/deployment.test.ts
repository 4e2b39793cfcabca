import {
  DescribePullThroughCacheRulesCommand,
  DescribeRegistryCommand,
  DescribeRepositoriesCommand,
  DescribeRepositoryCreationTemplatesCommand,
  ECRClient,
  GetRegistryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { IAMClient, ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../../lab/deployment';
import { Workplace, type PlannedChange } from './workplace';

jest.setTimeout(240_000);

const STAGING = '427868011280';
const DEVELOPMENT = '998543534624';
const HUB = '387262473178';
const PRODUCTION = '699577738721';
const TOKEN = 'first-token-of-the-test';

let workplace: Workplace;
let directory: string;
let deployment: Deployment;
const manifest: Workplace['manifest'] = (changes) => workplace.manifest(changes);
const as: Workplace['as'] = (account) => workplace.as(account);
const planned = (stack: string) => workplace.planned(deployment, stack);
const deploymentWith = (variables: Record<string, string>) => workplace.deploymentWith(variables);

beforeAll(async () => {
  workplace = await Workplace.make();
  directory = workplace.directory;
  deployment = workplace.deploymentWith();
});

afterAll(async () => {
  await deployment.stop();
  await workplace.leave();
});

describe("`cdktf deploy 'staging-*'`", () => {
  test('alone deploys the environment, before the hub exists', async () => {
    expect(await deployment.deploy(manifest(), ['staging-*'])).toMatchObject({ code: 0 });
    const ecr = new ECRClient(await as(STAGING));
    const { pullThroughCacheRules } = await ecr.send(new DescribePullThroughCacheRulesCommand({}));
    expect(pullThroughCacheRules).toMatchObject([
      {
        ecrRepositoryPrefix: 'approved',
        upstreamRegistryUrl: `${HUB}.dkr.ecr.eu-west-1.amazonaws.com`,
        upstreamRepositoryPrefix: 'approved',
        upstreamRegistry: 'ecr',
        customRoleArn: `arn:aws:iam::${STAGING}:role/image-supply/acme/acme-fetch-eu-west-1`,
      },
    ]);
  });

  test('leaves the hub to its own stack, which comes after it as well as before', async () => {
    expect(await deployment.deploy(manifest(), ['hub-*'])).toMatchObject({ code: 0 });
    const ecr = new ECRClient(await as(HUB));
    const { policyText = '' } = await ecr.send(new GetRegistryPolicyCommand({}));
    expect(
      (JSON.parse(policyText) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid),
    ).toEqual(['FetchFromUnits1']);
  });

  test.each(['staging-main-eu-west-1', 'hub-eu-west-1'])(
    'planned again, %s has nothing to change',
    async (stack) => {
      expect(await planned(stack)).toEqual([]);
    },
  );

  test('after one changed line of the manifest plans exactly that change', async () => {
    await deployment.synth(manifest({ 'environments.staging.repositories': { tagMutability: 'immutable' } }));
    const changes = await planned('staging-main-eu-west-1');
    expect(changes.map(({ address, change }) => [address, change.actions])).toEqual([
      ['aws_ecr_repository_creation_template.template-approved', ['update']],
    ]);
    const { before, after }: PlannedChange['change'] = changes[0]?.change ?? {
      actions: [],
      before: {},
      after: {},
    };
    const differing = Object.keys(after).filter(
      (key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]),
    );
    expect(differing.map((key) => [key, before[key], after[key]])).toEqual([
      ['image_tag_mutability', 'MUTABLE', 'IMMUTABLE'],
    ]);
  });
});

describe('credentials', () => {
  const stack = 'credentials-development-main-eu-west-1';
  const withTokens = {
    TF_VAR_docker_hub_username: 'user',
    TF_VAR_docker_hub_token: TOKEN,
    TF_VAR_github_username: 'user',
    TF_VAR_github_token: TOKEN,
  };
  const secret = async (): Promise<unknown> => {
    const client = new SecretsManagerClient(await as(DEVELOPMENT));
    const { SecretString = '' } = await client.send(
      new GetSecretValueCommand({ SecretId: 'ecr-pullthroughcache/docker-hub' }),
    );
    return JSON.parse(SecretString);
  };

  test('must be there before a registry that uses them', async () => {
    expect(await deployment.deploy(manifest(), ['development-*'])).toMatchObject({ code: 1 });
    const { stderr } = await deployment.terraform('development-main-eu-west-1', ['plan', '-no-color']);
    expect(stderr).toContain(
      "reading Secrets Manager Secret (ecr-pullthroughcache/docker-hub): couldn't find resource",
    );
  });

  test('are written as ECR reads them', async () => {
    expect(await deploymentWith(withTokens).deploy(manifest(), [stack])).toMatchObject({ code: 0 });
    expect(await secret()).toEqual({ username: 'user', accessToken: TOKEN });
  });

  test('are in no state file', () => {
    expect(readFileSync(join(directory, `acme.${stack}.tfstate`), 'utf8')).not.toContain(TOKEN);
  });

  test('are in no plan file', async () => {
    const file = join(directory, 'plan-with-token');
    await deploymentWith({ ...withTokens, TF_VAR_docker_hub_token: 'a-second-token' }).terraform(stack, [
      'plan',
      `-out=${file}`,
    ]);
    const { stdout } = await deployment.terraform(stack, ['show', '-json', file]);
    expect(stdout).toContain('ecr-pullthroughcache/docker-hub');
    expect(stdout).not.toContain('a-second-token');
  });

  test('do not change in a plan without the token', async () => {
    expect(await planned(stack)).toEqual([]);
  });

  test('survive a new version that is deployed without the token', async () => {
    const raised = manifest({ 'environments.development.pullThrough.0.credentials.version': 2 });
    expect(await deployment.deploy(raised, [stack])).toMatchObject({ code: 1 });
    expect(await secret()).toEqual({ username: 'user', accessToken: TOKEN });
  });

  test('survive a new version that is deployed with a token but no user name', async () => {
    const raised = manifest({ 'environments.development.pullThrough.0.credentials.version': 2 });
    const incomplete = { ...withTokens, TF_VAR_docker_hub_username: '' };
    expect(await deploymentWith(incomplete).deploy(raised, [stack])).toMatchObject({ code: 1 });
    expect(await secret()).toEqual({ username: 'user', accessToken: TOKEN });
  });

  test('are replaced by a new version that is deployed with the token', async () => {
    const raised = manifest({ 'environments.development.pullThrough.0.credentials.version': 2 });
    const rotated = { ...withTokens, TF_VAR_docker_hub_token: 'rotated' };
    expect(await deploymentWith(rotated).deploy(raised, [stack])).toMatchObject({ code: 0 });
    expect(await secret()).toEqual({ username: 'user', accessToken: 'rotated' });
  });
});

describe('a registry that no longer encrypts with its key', () => {
  const changed = () => manifest({ 'environments.staging.repositories': { encryption: 'aes256' } });
  const key = async () => {
    const kms = new KMSClient(await as(STAGING));
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    const described = Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId })));
    return (await Promise.all(described)).map(({ KeyMetadata }) => KeyMetadata?.KeyState);
  };

  test('forgets the key: what is encrypted with it stays readable', async () => {
    expect(await key()).toEqual(['Enabled']);
    expect(await deployment.deploy(changed(), ['staging-*'])).toMatchObject({ code: 0 });
    expect(await key()).toEqual(['Enabled']);
    const { stdout } = await deployment.terraform('staging-main-eu-west-1', ['state', 'list']);
    expect(stdout.split('\n').filter((address) => address.startsWith('aws_kms'))).toEqual([]);
  });
});

describe('destroyed', () => {
  /** What is left in an account of all that stacks make there. */
  const left = async (account: string) => {
    const options = await as(account);
    const [ecr, iam, kms] = [new ECRClient(options), new IAMClient(options), new KMSClient(options)];
    const secrets = new SecretsManagerClient(options);
    const { pullThroughCacheRules } = await ecr.send(new DescribePullThroughCacheRulesCommand({}));
    const { repositoryCreationTemplates } = await ecr.send(
      new DescribeRepositoryCreationTemplatesCommand({}),
    );
    const { replicationConfiguration } = await ecr.send(new DescribeRegistryCommand({}));
    const { repositories } = await ecr.send(new DescribeRepositoriesCommand({}));
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/image-supply/' }));
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    const { SecretList } = await secrets.send(new ListSecretsCommand({}));
    const policy = await ecr.send(new GetRegistryPolicyCommand({})).catch((error: Error) => error.name);
    return {
      pullThroughCacheRules,
      repositoryCreationTemplates,
      replication: replicationConfiguration?.rules,
      repositories,
      Roles,
      Policies,
      aliases: Aliases.filter(({ AliasName = '' }) => AliasName.includes('acme')),
      SecretList,
      policy,
    };
  };
  /** All but the scope of the registry policy, which AWS never lowers. */
  const nothing = {
    pullThroughCacheRules: [],
    repositoryCreationTemplates: [],
    replication: [],
    repositories: [],
    Roles: [],
    Policies: [],
    aliases: [],
    SecretList: [],
    policy: 'RegistryPolicyNotFoundException',
  };

  test('a replicated environment and the replication to it are deployed, the latter last', async () => {
    expect(await deployment.deploy(manifest(), ['production-eu-eu-west-1'])).toMatchObject({ code: 0 });
    expect(await deployment.deploy(manifest(), ['replication-*'])).toMatchObject({ code: 0 });
    expect((await left(HUB)).replication).toHaveLength(1);
  });

  test('nothing is left in any account', async () => {
    const stacks = ['replication-*', 'production-eu-eu-west-1', 'staging-*', 'hub-*', 'credentials-*'];
    expect(await deployment.destroy(manifest(), stacks)).toMatchObject({ code: 0 });
    expect(await left(STAGING)).toEqual(nothing);
    expect(await left(PRODUCTION)).toEqual(nothing);
    expect(await left(HUB)).toEqual(nothing);
    expect(await left(DEVELOPMENT)).toEqual(nothing);
  });
});
