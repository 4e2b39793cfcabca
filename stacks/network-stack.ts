import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Route53ResolverFirewallConfig } from '@cdktf/provider-aws/lib/route53-resolver-firewall-config';
import { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcEndpointPolicy } from '@cdktf/provider-aws/lib/vpc-endpoint-policy';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { render, type PolicyDocument } from '../lib/policies/document';
import { layerEndpointPolicy, registryEndpointPolicy } from '../lib/policies/endpoints';
import type { DnsFirewall } from '../lib/topology/protection-model';
import type { Stack } from '../lib/topology/model';
import { endpointServiceName, networkName } from '../lib/topology/names';
import { BaseStack, type BaseStackProps } from './base-stack';
import { reference } from './constructs/logical-id';

type NetworkStackPlan = Extract<Stack, { kind: 'network' }>;

/**
 * Before a VPC's other rule groups: "DNS Firewall filters VPC traffic starting from the rule group with the lowest numeric
 * priority", from 100 to 9900; AWS advises 101 for the first.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateFirewallRuleGroup.html
 */
const FIRST_PRIORITY = 101;

/** A VPC's private path to the registries: endpoints with their policies, and a DNS firewall against the public ones. */
export class NetworkStack extends BaseStack<NetworkStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<NetworkStackPlan>) {
    super(scope, props);
    const { topology } = props;
    const { network } = props.stack;
    const { vpc, existing, firewall } = network;
    const registryPolicy = registryEndpointPolicy(topology, network);
    if (existing.api === undefined || existing.dkr === undefined) {
      this.addSecurityGroup(networkName(topology, 'ecr-endpoints', vpc), vpc);
    }
    for (const service of ['api', 'dkr'] as const) {
      const given = existing[service];
      if (given !== undefined) this.addPolicy(`ecr-${service}`, given, registryPolicy);
      else this.addInterfaceEndpoint(props, service, registryPolicy);
    }
    const layerPolicy = layerEndpointPolicy(topology, network);
    if (existing.s3 !== undefined) this.addPolicy('s3', existing.s3, layerPolicy);
    else this.addGatewayEndpoint(props, layerPolicy);
    if (firewall !== undefined) {
      this.addFirewall(firewall, networkName(topology, 'public-registries', vpc), vpc);
    }
  }

  /** HTTPS from the VPC's own addresses; without a group of its own an endpoint has the default one, which lets nobody in. */
  private addSecurityGroup(name: string, vpcId: string): void {
    new DataAwsVpc(this, 'vpc', { id: vpcId });
    const addresses = '${data.aws_vpc.vpc.cidr_block_associations[*].cidr_block}';
    new SecurityGroup(this, 'ecr-endpoints', {
      name,
      description: 'HTTPS from the VPC to the endpoints of ECR',
      vpcId,
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: Token.asList(addresses) }],
      tags: { Name: name },
    });
  }

  private addInterfaceEndpoint(
    { topology, stack: { region, network } }: BaseStackProps<NetworkStackPlan>,
    service: 'api' | 'dkr',
    policy: PolicyDocument,
  ): void {
    new VpcEndpoint(this, `ecr-${service}`, {
      vpcId: network.vpc,
      vpcEndpointType: 'Interface',
      serviceName: endpointServiceName(topology.partition, region, `ecr.${service}`),
      // Clients keep the names they have: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
      privateDnsEnabled: true,
      subnetIds: [...network.subnets],
      securityGroupIds: [reference('aws_security_group', 'ecr-endpoints', 'id')],
      policy: render(policy),
      tags: { Name: `${topology.name}-ecr-${service}` },
    });
  }

  private addGatewayEndpoint(
    { topology, stack: { region, network } }: BaseStackProps<NetworkStackPlan>,
    policy: PolicyDocument,
  ): void {
    new VpcEndpoint(this, 's3', {
      vpcId: network.vpc,
      vpcEndpointType: 'Gateway',
      serviceName: endpointServiceName(topology.partition, region, 's3'),
      routeTableIds: [...network.routeTables],
      policy: render(policy),
      tags: { Name: `${topology.name}-s3` },
    });
  }

  private addPolicy(id: string, vpcEndpointId: string, policy: PolicyDocument): void {
    new VpcEndpointPolicy(this, `${id}-policy`, { vpcEndpointId, policy: render(policy) });
  }

  private addFirewall({ action, failOpen, domains }: DnsFirewall, name: string, vpcId: string): void {
    const id = 'public-registries';
    new Route53ResolverFirewallConfig(this, 'firewall', {
      resourceId: vpcId,
      firewallFailOpen: failOpen ? 'ENABLED' : 'DISABLED',
    });
    new Route53ResolverFirewallDomainList(this, id, {
      name,
      // AWS adds the last dot, and without it every plan would take it away again:
      // https://github.com/hashicorp/terraform-provider-aws/issues/23543
      domains: domains.map((domain) => `${domain}.`),
    });
    new Route53ResolverFirewallRuleGroup(this, `${id}-group`, { name });
    const firewallRuleGroupId = reference('aws_route53_resolver_firewall_rule_group', `${id}-group`, 'id');
    new Route53ResolverFirewallRule(this, `${id}-rule`, {
      name,
      firewallRuleGroupId,
      firewallDomainListId: reference('aws_route53_resolver_firewall_domain_list', id, 'id'),
      priority: 100,
      action,
      ...(action === 'BLOCK' && { blockResponse: 'NXDOMAIN' }),
    });
    new Route53ResolverFirewallRuleGroupAssociation(this, `${id}-association`, {
      name,
      firewallRuleGroupId,
      vpcId,
      priority: FIRST_PRIORITY,
    });
  }
}
