import { AwsError } from '../../lab/aws-error';
import { DnsFirewallService } from '../../lab/dns-firewall/service';

const ACCOUNT = '333333333333';
const VPC = 'vpc-0a1b2c3d4e5f60718';

let service: DnsFirewallService;
beforeEach(() => {
  service = new DnsFirewallService('aws', (vpc) => Promise.resolve(vpc === VPC));
});

const call = (operation: string, input: Record<string, unknown> = {}, account = ACCOUNT) =>
  service.call({ operation, input, account, region: 'eu-west-1' });
const refusal = async (operation: string, input: Record<string, unknown>): Promise<string> => {
  const answer: unknown = await call(operation, input).catch((error: unknown) => error);
  if (answer instanceof AwsError) return `${answer.code}: ${answer.message}`;
  throw new Error(`${operation} was not refused: ${JSON.stringify(answer)}`);
};
const make = async (kind: 'FirewallDomainList' | 'FirewallRuleGroup', name = 'registries') => {
  const answer = await call(`Create${kind}`, { CreatorRequestId: 'r1', Name: name, Tags: [] });
  return (answer[kind] as { Id: string; Arn: string }).Id;
};
const rule = (group: string, list: string, settings: object = {}) => ({
  CreatorRequestId: 'r1',
  FirewallRuleGroupId: group,
  FirewallDomainListId: list,
  Priority: 100,
  Action: 'BLOCK',
  BlockResponse: 'NXDOMAIN',
  Name: 'registries',
  ...settings,
});
const associate = (group: string, settings: object = {}) => ({
  CreatorRequestId: 'r1',
  FirewallRuleGroupId: group,
  VpcId: VPC,
  Priority: 101,
  Name: 'registries',
  ...settings,
});

describe('a domain list', () => {
  it('keeps every name with a last dot, as AWS does', async () => {
    const list = await make('FirewallDomainList');
    const domains = ['quay.io', '*.gcr.io', 'ghcr.io.'];
    await call('UpdateFirewallDomains', { FirewallDomainListId: list, Operation: 'ADD', Domains: domains });
    expect(await call('ListFirewallDomains', { FirewallDomainListId: list })).toEqual({
      Domains: ['quay.io.', '*.gcr.io.', 'ghcr.io.'],
    });
  });

  it('adds, removes and replaces', async () => {
    const list = await make('FirewallDomainList');
    const update = (Operation: string, Domains: string[]) =>
      call('UpdateFirewallDomains', { FirewallDomainListId: list, Operation, Domains });
    const names = async () => (await call('ListFirewallDomains', { FirewallDomainListId: list }))['Domains'];
    await update('ADD', ['a.example', 'b.example']);
    await update('REMOVE', ['a.example.']);
    expect(await names()).toEqual(['b.example.']);
    await update('REPLACE', ['c.example']);
    expect(await names()).toEqual(['c.example.']);
  });

  it.each(['quay.*', 'a*.quay.io', 'https://quay.io', 'quay.io/library', ''])(
    'refuses %j',
    async (domain) => {
      const list = await make('FirewallDomainList');
      const input = { FirewallDomainListId: list, Operation: 'ADD', Domains: [domain] };
      expect(await refusal('UpdateFirewallDomains', input)).toMatch(/^ValidationException: /);
    },
  );

  it('stays while a rule uses it', async () => {
    const [list, group] = [await make('FirewallDomainList'), await make('FirewallRuleGroup')];
    await call('CreateFirewallRule', rule(group, list));
    expect(await refusal('DeleteFirewallDomainList', { FirewallDomainListId: list })).toBe(
      `ConflictException: The domain list '${list}' cannot be deleted: a rule of the group '${group}' uses it`,
    );
    await call('DeleteFirewallRule', { FirewallRuleGroupId: group, FirewallDomainListId: list });
    await call('DeleteFirewallDomainList', { FirewallDomainListId: list });
    expect(await call('ListFirewallDomainLists')).toEqual({ FirewallDomainLists: [] });
  });
});

describe('a rule', () => {
  it('that blocks says how, and no other does', async () => {
    const [list, group] = [await make('FirewallDomainList'), await make('FirewallRuleGroup')];
    const expected =
      'ValidationException: BlockResponse is required for the action BLOCK, and not allowed for any other';
    const silent = rule(group, list, { BlockResponse: undefined });
    expect(await refusal('CreateFirewallRule', silent)).toBe(expected);
    expect(await refusal('CreateFirewallRule', rule(group, list, { Action: 'ALERT' }))).toBe(expected);
  });

  it('forgets how it blocks when it only alerts', async () => {
    const [list, group] = [await make('FirewallDomainList'), await make('FirewallRuleGroup')];
    await call('CreateFirewallRule', rule(group, list));
    const input = { FirewallRuleGroupId: group, FirewallDomainListId: list, Action: 'ALERT' };
    await call('UpdateFirewallRule', input);
    const { FirewallRules } = await call('ListFirewallRules', { FirewallRuleGroupId: group });
    expect(FirewallRules).toEqual([{ ...rule(group, list), Action: 'ALERT', BlockResponse: undefined }]);
  });

  it('has a priority of its own in the group', async () => {
    const group = await make('FirewallRuleGroup');
    await call('CreateFirewallRule', rule(group, await make('FirewallDomainList')));
    expect(await refusal('CreateFirewallRule', rule(group, await make('FirewallDomainList', 'two')))).toBe(
      'ValidationException: The priority 100 is in use by another rule of the group',
    );
  });
});

describe('a rule group', () => {
  it('is associated with a VPC that exists', async () => {
    const group = await make('FirewallRuleGroup');
    expect(await refusal('AssociateFirewallRuleGroup', associate(group, { VpcId: 'vpc-1' }))).toBe(
      "ValidationException: The VPC 'vpc-1' does not exist",
    );
  });

  it('has a priority from 100 to 9900 there, and one of its own', async () => {
    const [one, two] = [await make('FirewallRuleGroup'), await make('FirewallRuleGroup', 'two')];
    for (const Priority of [99, 9901]) {
      expect(await refusal('AssociateFirewallRuleGroup', associate(one, { Priority }))).toBe(
        `ValidationException: The priority ${Priority} is not between 100 and 9900`,
      );
    }
    await call('AssociateFirewallRuleGroup', associate(one));
    expect(await refusal('AssociateFirewallRuleGroup', associate(two))).toBe(
      `ValidationException: The priority 101 is in use by another rule group of '${VPC}'`,
    );
  });

  it('stays while a VPC has it', async () => {
    const group = await make('FirewallRuleGroup');
    const { FirewallRuleGroupAssociation } = await call('AssociateFirewallRuleGroup', associate(group));
    expect(await refusal('DeleteFirewallRuleGroup', { FirewallRuleGroupId: group })).toBe(
      `ConflictException: The rule group '${group}' cannot be deleted: it is associated with '${VPC}'`,
    );
    const { Id } = FirewallRuleGroupAssociation as { Id: string };
    await call('DisassociateFirewallRuleGroup', { FirewallRuleGroupAssociationId: Id });
    expect(await refusal('GetFirewallRuleGroupAssociation', { FirewallRuleGroupAssociationId: Id })).toBe(
      `ResourceNotFoundException: Cannot find resource with ID "${Id}"`,
    );
    await call('DeleteFirewallRuleGroup', { FirewallRuleGroupId: group });
  });
});

it('fails closed unless a VPC is told otherwise', async () => {
  const failOpen = async () =>
    ((await call('GetFirewallConfig', { ResourceId: VPC }))['FirewallConfig'] as { FirewallFailOpen: string })
      .FirewallFailOpen;
  expect(await failOpen()).toBe('DISABLED');
  await call('UpdateFirewallConfig', { ResourceId: VPC, FirewallFailOpen: 'ENABLED' });
  expect(await failOpen()).toBe('ENABLED');
});

it('keeps accounts apart', async () => {
  await make('FirewallDomainList');
  expect(await call('ListFirewallDomainLists', {}, '444444444444')).toEqual({ FirewallDomainLists: [] });
});

it('tags, and serves only what is the firewall of the service: moto has the rest', async () => {
  const { FirewallDomainList } = await call('CreateFirewallDomainList', {
    CreatorRequestId: 'r1',
    Name: 'registries',
    Tags: [{ Key: 'owner', Value: 'platform' }],
  });
  const { Arn: ResourceArn } = FirewallDomainList as { Arn: string };
  await call('TagResource', { ResourceArn, Tags: [{ Key: 'image-supply', Value: 'acme' }] });
  await call('UntagResource', { ResourceArn, TagKeys: ['owner'] });
  expect(await call('ListTagsForResource', { ResourceArn })).toEqual({
    Tags: [{ Key: 'image-supply', Value: 'acme' }],
  });
  const serves = (operation: string, input = {}) =>
    service.serves({ service: 'route53resolver', operation, input });
  expect(serves('TagResource', { ResourceArn })).toBe(true);
  expect(serves('CreateFirewallRule')).toBe(true);
  expect(serves('ListResolverEndpoints')).toBe(false);
});

it('says which constraint does not hold', async () => {
  expect(await refusal('CreateFirewallRuleGroup', { CreatorRequestId: 'r1', Name: 'x'.repeat(65) })).toBe(
    "ValidationException: 'Name' failed to satisfy constraint: Member must have length less than or equal to 64",
  );
});
