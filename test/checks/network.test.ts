import { found } from './findings';

const firewall = (contentOf: readonly string[]) => ({
  'environments.development.network.main.eu-west-1.dnsFirewall': { action: 'block', contentOf },
});
const at = 'error: environments.development.network.main.eu-west-1.dnsFirewall.contentOf';

describe('the hosts that serve layers', () => {
  test('may be blocked where nothing is fetched from their registry', () => {
    expect(found(firewall(['microsoft']))).toEqual([]);
  });

  test('not where a rule has that upstream: a first pull may be redirected there', () => {
    expect(found(firewall(['microsoft', 'docker-hub']))).toEqual([
      `${at}[1]: found docker-hub, which a rule of development fetches from, expected another or none: a first pull may be redirected to its CDN [blocked-content]`,
    ]);
  });

  test('of a registry that has none, or that nobody knows', () => {
    expect(found(firewall(['quai']))).toEqual([
      `${at}[0]: found the unknown "quai" (did you mean "quay"?), expected one of: docker-hub, ecr-public, github, microsoft, quay [blocked-content]`,
    ]);
  });
});

test("AWS's own images are those of the catalogue", () => {
  const services = ['eks-add-ons', 'fluentbit'];
  expect(found({ 'guardrails.awsOwnedRegistries': { services } })).toEqual([
    'error: guardrails.awsOwnedRegistries.services[1]: found the unknown "fluentbit" (did you mean "fluent-bit"?), expected one of: eks-add-ons, guardduty-agent, bottlerocket, fluent-bit, deep-learning-containers, emr-on-eks, app-mesh [aws-owned-services]',
  ]);
});
