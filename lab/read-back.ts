import {
  DescribeRegistryCommand,
  ECRClient,
  GetAccountSettingCommand,
  GetRegistryPolicyCommand,
  GetRegistryScanningConfigurationCommand,
  paginateDescribePullThroughCacheRules,
  paginateDescribeRepositories,
  paginateDescribeRepositoryCreationTemplates,
  type EncryptionConfigurationForRepositoryCreationTemplate,
  type PullThroughCacheRule,
  type RepositoryCreationTemplate,
} from '@aws-sdk/client-ecr';
import { KMSClient, paginateListAliases } from '@aws-sdk/client-kms';
import type { Statement } from '../lib/policies/document';
import type { Registry } from '../lib/topology/registry-model';
import { registryStackId } from '../lib/topology/names';
import type { Credentials } from './lab';

/** A registry as the AWS APIs describe it: lines of [kind, name, details]. */
export interface RegistryReport {
  readonly title: string;
  readonly rows: readonly (readonly [kind: string, name: string, details: string])[];
}

/** Asks the APIs what a registry holds. The topology says only where to look. */
export async function readRegistry(
  registry: Registry,
  endpoint: string,
  credentials: Credentials,
): Promise<RegistryReport> {
  const configuration = { region: registry.region, endpoint, credentials };
  const ecr = new ECRClient(configuration);
  const kms = new KMSClient(configuration);
  try {
    const aliases = await keyAliases(kms);
    const scope = await ecr.send(new GetAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE' }));
    const scanning = await ecr.send(new GetRegistryScanningConfigurationCommand({}));
    const frequencies = (scanning.scanningConfiguration?.rules ?? []).map(
      ({ scanFrequency }) => scanFrequency,
    );
    return {
      title: `${registryStackId(registry)}  (account ${registry.account}, ${registry.region}, ${registry.kind})`,
      rows: [
        [
          'settings',
          `policy scope ${scope.value}`,
          `scanning ${scanning.scanningConfiguration?.scanType} ${frequencies.join()}`,
        ],
        ...(
          await collect(
            paginateDescribePullThroughCacheRules({ client: ecr }, {}),
            (page) => page.pullThroughCacheRules,
          )
        ).map(ruleRow),
        ...(
          await collect(
            paginateDescribeRepositoryCreationTemplates({ client: ecr }, {}),
            (page) => page.repositoryCreationTemplates,
          )
        ).map((template) => templateRow(template, aliases)),
        ...(await repositoryRows(ecr, aliases)),
        ...(await policyRows(ecr)),
        ...(await replicationRows(ecr)),
      ],
    };
  } finally {
    ecr.destroy();
    kms.destroy();
  }
}

function ruleRow(rule: PullThroughCacheRule): [string, string, string] {
  const upstream = [
    rule.upstreamRegistryUrl,
    ...(isRoot(rule.upstreamRepositoryPrefix) ? [] : [rule.upstreamRepositoryPrefix]),
  ];
  const details = [
    `→ ${upstream.join('/')}`,
    ...(rule.credentialArn ? [`secret ${afterLast(rule.credentialArn, ':')}`] : []),
    ...(rule.customRoleArn ? [`role ${afterLast(rule.customRoleArn, '/')}`] : []),
  ];
  return ['rule', `${rule.ecrRepositoryPrefix}/`, details.join('  ')];
}

function templateRow(
  template: RepositoryCreationTemplate,
  aliases: ReadonlyMap<string, string>,
): [string, string, string] {
  const details = [
    template.appliedFor?.join('+'),
    template.imageTagMutability,
    encryption(template.encryptionConfiguration, aliases),
    ...(template.lifecyclePolicy ? ['lifecycle'] : []),
    ...(template.repositoryPolicy ? ['repository policy'] : []),
    ...(template.customRoleArn ? [`role ${afterLast(template.customRoleArn, '/')}`] : []),
  ];
  return ['template', `${template.prefix}/`, details.join('  ')];
}

async function repositoryRows(
  ecr: ECRClient,
  aliases: ReadonlyMap<string, string>,
): Promise<[string, string, string][]> {
  const repositories = await collect(
    paginateDescribeRepositories({ client: ecr }, {}),
    (page) => page.repositories,
  );
  return repositories.map(({ repositoryName = '', imageTagMutability, encryptionConfiguration }) => [
    'repository',
    repositoryName,
    `${imageTagMutability}  ${encryption(encryptionConfiguration, aliases)}`,
  ]);
}

async function policyRows(ecr: ECRClient): Promise<[string, string, string][]> {
  try {
    const { policyText = '{"Statement":[]}' } = await ecr.send(new GetRegistryPolicyCommand({}));
    const { Statement: statements } = JSON.parse(policyText) as { Statement: Statement[] };
    return statements.map((statement) => [
      'policy',
      statement.Sid,
      `${statement.Effect} ${who(statement)}: ${actions(statement)} on ${resources(statement)}`,
    ]);
  } catch (error) {
    if (error instanceof Error && error.name === 'RegistryPolicyNotFoundException') return [];
    throw error;
  }
}

async function replicationRows(ecr: ECRClient): Promise<[string, string, string][]> {
  const { replicationConfiguration } = await ecr.send(new DescribeRegistryCommand({}));
  return (replicationConfiguration?.rules ?? []).flatMap(({ destinations = [], repositoryFilters = [] }) =>
    destinations.map(({ registryId, region }): [string, string, string] => [
      'replicates',
      repositoryFilters.map(({ filter }) => filter).join(', '),
      `→ ${registryId} ${region}`,
    ]),
  );
}

async function keyAliases(kms: KMSClient): Promise<ReadonlyMap<string, string>> {
  const aliases = await collect(paginateListAliases({ client: kms }, {}), (page) => page.Aliases);
  return new Map(aliases.map(({ TargetKeyId = '', AliasName = '' }) => [TargetKeyId, AliasName]));
}

function encryption(
  configuration: EncryptionConfigurationForRepositoryCreationTemplate | undefined,
  aliases: ReadonlyMap<string, string>,
): string {
  const { encryptionType, kmsKey } = configuration ?? {};
  if (kmsKey === undefined) return `${encryptionType ?? 'AES256'}`;
  return `${encryptionType} ${aliases.get(afterLast(kmsKey, '/')) ?? kmsKey}`;
}

function who({ Principal, Condition }: Statement): string {
  const principal = typeof Principal === 'object' ? list(Principal.AWS ?? Principal.Service).join(', ') : '*';
  const conditions = Object.values(Condition ?? {}).flatMap((keys) => Object.values(keys).flatMap(list));
  return conditions.length === 0 ? principal : `${principal} [${conditions.join(', ')}]`;
}

function actions({ Action }: Statement): string {
  return list(Action)
    .map((action) => action.replace('ecr:', ''))
    .join(', ');
}

function resources({ Resource }: Statement): string {
  return list(Resource)
    .map((arn) => arn.slice(arn.indexOf('/') + 1))
    .join(', ');
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function isRoot(prefix: string | undefined): boolean {
  return prefix === undefined || prefix === 'ROOT';
}

function afterLast(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}
