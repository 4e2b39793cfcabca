import { example } from '../topologies';
import { addresses, synthesize, type Synthesized } from './synthesized';

const ID = 'development-main-eu-west-1-network';
const PLACE = 'environments.development.network.main.eu-west-1';
const networkStack = (changes: Readonly<Record<string, unknown>> = {}): Synthesized => {
  const stack = synthesize(example(changes))[ID];
  if (stack === undefined) throw new Error('no network stack');
  return stack;
};
const only = (stack: Synthesized, type: string) => Object.values(stack.resource?.[type] ?? {});

describe('the network stack of the example', () => {
  const stack = networkStack();

  test('has the two endpoints of ECR with private DNS, so that clients keep the names they have', () => {
    const interfaces = only(stack, 'aws_vpc_endpoint').filter(
      ({ vpc_endpoint_type: type }) => type === 'Interface',
    );
    expect(
      interfaces.map(({ service_name: name, private_dns_enabled: dns, subnet_ids: subnets }) => [
        name,
        dns,
        subnets,
      ]),
    ).toEqual([
      ['com.amazonaws.eu-west-1.ecr.api', true, ['subnet-4c2420e3fc43bcac0']],
      ['com.amazonaws.eu-west-1.ecr.dkr', true, ['subnet-4c2420e3fc43bcac0']],
    ]);
  });

  test('lets the VPC reach them by HTTPS: the default group would let nobody in', () => {
    expect(only(stack, 'aws_security_group')).toMatchObject([
      {
        vpc_id: 'vpc-d32e37c1642dd4482',
        ingress: [
          {
            protocol: 'tcp',
            from_port: 443,
            to_port: 443,
            cidr_blocks: '${data.aws_vpc.vpc.cidr_block_associations[*].cidr_block}',
          },
        ],
      },
    ]);
  });

  test('gives both endpoints of ECR one policy', () => {
    const { 'ecr-api': api, 'ecr-dkr': dkr } = stack.resource?.['aws_vpc_endpoint'] ?? {};
    expect(api?.['policy']).toEqual(dkr?.['policy']);
  });

  test('writes names with the last dot, or every plan would take it away again', () => {
    const [list] = only(stack, 'aws_route53_resolver_firewall_domain_list');
    const domains = list?.['domains'] as string[];
    expect(domains).toContain('registry-1.docker.io.');
    expect(domains.filter((domain) => !domain.endsWith('.'))).toEqual([]);
  });

  test('answers that there is no such name, before any other rule group', () => {
    expect(only(stack, 'aws_route53_resolver_firewall_rule')).toMatchObject([
      { action: 'BLOCK', block_response: 'NXDOMAIN' },
    ]);
    expect(only(stack, 'aws_route53_resolver_firewall_rule_group_association')).toMatchObject([
      { vpc_id: 'vpc-d32e37c1642dd4482', priority: 101 },
    ]);
    expect(only(stack, 'aws_route53_resolver_firewall_config')).toMatchObject([
      { resource_id: 'vpc-d32e37c1642dd4482', firewall_fail_open: 'DISABLED' },
    ]);
  });
});

test('alerting answers the query', () => {
  const stack = networkStack({ [`${PLACE}.dnsFirewall`]: 'alert' });
  const [rule] = only(stack, 'aws_route53_resolver_firewall_rule');
  expect([rule?.['action'], rule?.['block_response']]).toEqual(['ALERT', undefined]);
});

test('without a firewall there is none', () => {
  const stack = networkStack({ [`${PLACE}.dnsFirewall`]: undefined });
  expect(addresses(stack).filter((address) => address.includes('firewall'))).toEqual([]);
});

test('endpoints that exist already get their policies alone', () => {
  const existing = { api: 'vpce-0a1b2c3d', dkr: 'vpce-1a1b2c3d', s3: 'vpce-2a1b2c3d' };
  const stack = networkStack({
    [PLACE]: { vpc: 'vpc-d32e37c1642dd4482', existing },
  });
  expect(addresses(stack)).toEqual([
    'aws_vpc_endpoint_policy.ecr-api-policy',
    'aws_vpc_endpoint_policy.ecr-dkr-policy',
    'aws_vpc_endpoint_policy.s3-policy',
  ]);
  expect(only(stack, 'aws_vpc_endpoint_policy').map(({ vpc_endpoint_id: id }) => id)).toEqual(
    Object.values(existing),
  );
});

test('an endpoint that exists leaves the others to be made', () => {
  const stack = networkStack({ [`${PLACE}.existing`]: { s3: 'vpce-2a1b2c3d' } });
  expect(addresses(stack).filter((address) => address.includes('endpoint'))).toEqual([
    'aws_security_group.ecr-endpoints',
    'aws_vpc_endpoint.ecr-api',
    'aws_vpc_endpoint.ecr-dkr',
    'aws_vpc_endpoint_policy.s3-policy',
  ]);
});
