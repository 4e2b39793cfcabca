import {
  conflict,
  found,
  invalid,
  newNamed,
  type Context,
  type DomainList,
  type Operations,
} from './firewall';

/**
 * "Each domain specification can optionally start with * (asterisk)"; else letters, digits, `-` and `.` alone.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_UpdateFirewallDomains.html
 */
const DOMAIN = /^(\*\.?)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.?$/;

export const domainLists = {
  CreateFirewallDomainList(context: Context, input) {
    const list: DomainList = { ...newNamed(context, 'domain-list', input), domains: [] };
    context.firewall.domainLists.set(list.Id, list);
    return { FirewallDomainList: described(list) };
  },

  GetFirewallDomainList({ firewall }: Context, { FirewallDomainListId }) {
    return { FirewallDomainList: described(found(firewall.domainLists, FirewallDomainListId)) };
  },

  ListFirewallDomainLists({ firewall }: Context) {
    return { FirewallDomainLists: [...firewall.domainLists.values()].map(described) };
  },

  UpdateFirewallDomains({ firewall }: Context, { FirewallDomainListId, Operation, Domains }) {
    const list = found(firewall.domainLists, FirewallDomainListId);
    const wrong = Domains.find((domain) => !DOMAIN.test(domain));
    if (wrong !== undefined) throw invalid(`'${wrong}' is not a valid domain specification`);
    const given = Domains.map((domain) => `${domain.replace(/\.$/, '')}.`);
    const kept = Operation === 'REPLACE' ? [] : list.domains;
    list.domains =
      Operation === 'REMOVE'
        ? kept.filter((domain) => !given.includes(domain))
        : [...new Set([...kept, ...given])];
    const { Id, Name, Status } = described(list);
    return { Id, Name, Status };
  },

  ListFirewallDomains({ firewall }: Context, { FirewallDomainListId }) {
    return { Domains: found(firewall.domainLists, FirewallDomainListId).domains };
  },

  DeleteFirewallDomainList({ firewall }: Context, { FirewallDomainListId }) {
    const list = found(firewall.domainLists, FirewallDomainListId);
    const used = [...firewall.ruleGroups.values()].find(({ rules }) =>
      rules.some((rule) => rule.FirewallDomainListId === list.Id),
    );
    if (used !== undefined) {
      throw conflict(
        `The domain list '${list.Id}' cannot be deleted: a rule of the group '${used.Id}' uses it`,
      );
    }
    firewall.domainLists.delete(list.Id);
    firewall.tags.delete(list.Arn);
    return { FirewallDomainList: described(list) };
  },
} satisfies Partial<Operations>;

function described({ domains, ...list }: DomainList) {
  return {
    ...list,
    DomainCount: domains.length,
    Status: 'COMPLETE',
    StatusMessage: 'Finished domain list update',
    ModificationTime: list.CreationTime,
  };
}
