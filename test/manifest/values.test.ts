import { complaints, environments, manifest, refused, rules } from './sections';

const accountId = 'expected an account id: 12 digits in quotes';
const aRegion = 'expected an AWS Region such as eu-west-1';

describe('account ids', () => {
  const account = (token: string) =>
    manifest({ hub: `{ account: ${token}, regions: [eu-west-1], namespaces: {} }` });

  refused([
    [
      'without quotes: quotes the source, since YAML has lost the zero',
      account('012345678901'),
      [`3:17 hub.account: found the number 012345678901, ${accountId}, write "012345678901"`],
    ],
    [
      'without quotes, in the short form',
      manifest({ environments: environments({ dev: { accounts: '{ main: 012345678901 }' } }) }),
      [
        `6:23 environments.dev.accounts.main: found the number 012345678901, ${accountId}, write "012345678901"`,
      ],
    ],
    [
      'without quotes, in the long form',
      manifest({ environments: environments({ dev: { accounts: '{ main: { id: 123456789012 } }' } }) }),
      [
        `6:29 environments.dev.accounts.main.id: found the number 123456789012, ${accountId}, write "123456789012"`,
      ],
    ],
    [
      'without quotes, in a list',
      manifest({ guardrails: '{ awsOwnedRegistries: { additional: [000000000007] } }' }),
      [
        `5:50 guardrails.awsOwnedRegistries.additional[0]: found the number 000000000007, ${accountId}, write "000000000007"`,
      ],
    ],
    [
      'a number that quotes would not mend',
      account('12345'),
      [`3:17 hub.account: found the number 12345, ${accountId}`],
    ],
    ['an octal number', account('0o12345'), [`3:17 hub.account: found the number 0o12345, ${accountId}`]],
    ['too short', account("'12345'"), [`3:17 hub.account: found "12345", ${accountId}`]],
    ['with hyphens', account("'1234-5678-9012'"), [`3:17 hub.account: found "1234-5678-9012", ${accountId}`]],
    ['left empty', account(''), [`3:8 hub.account: found an empty value, ${accountId}`]],
    [
      'neither an id nor a map',
      manifest({ environments: environments({ dev: { accounts: '{ main: [] }' } }) }),
      [`6:23 environments.dev.accounts.main: found an empty list, ${accountId}, or a map`],
    ],
  ]);
});

describe('wrong types', () => {
  refused([
    ['a list for the whole', '- name: acme\n', ['1:1: found the list [{"name":"acme"}], expected a map']],
    ['a string for the whole', 'acme\n', ['1:1: found the string "acme", expected a map']],
    [
      'a number for a map',
      manifest({ environments: '3' }),
      ['4:15 environments: found the number 3, expected a map'],
    ],
    [
      'a string for a list',
      manifest({ environments: environments({ dev: { regions: 'eu-west-1' } }) }),
      ['7:14 environments.dev.regions: found the string "eu-west-1", expected a list'],
    ],
    [
      'a map for a list, cut where it gets long',
      manifest({ alerts: '{ email: { first: platform@example.com, second: security@example.com } }' }),
      [
        '5:18 alerts.email: found the map {"first":"platform@example.com","second":"security@example.…, expected a list',
      ],
    ],
    [
      'a string for a boolean',
      manifest({ repositories: '{ lambda: "yes" }' }),
      ['5:25 repositories.lambda: found the string "yes", expected true or false'],
    ],
    [
      'a boolean for a string that quotes would mend',
      manifest({ tags: '{ spot: true }' }),
      [
        '5:15 tags.spot: found the boolean true, expected a tag value of at most 256 letters, digits, spaces or any of _.:/=+@-, write "true"',
      ],
    ],
    [
      'a fraction',
      manifest({ repositories: '{ lifecycle: { keepLast: 1.5 } }' }),
      ['5:40 repositories.lifecycle.keepLast: found the number 1.5, expected a whole number, 1 or more'],
    ],
    [
      'zero',
      manifest({ limits: '{ rules: 0 }' }),
      ['5:18 limits.rules: found the number 0, expected a whole number, 1 or more'],
    ],
    [
      'a string for a number',
      manifest({ alerts: '{ retentionDays: "90" }' }),
      ['5:26 alerts.retentionDays: found the string "90", expected a whole number, 1 or more'],
    ],
    [
      'a number in a list of strings',
      rules('{ upstream: quay, only: [my-org/*, 5.0] }'),
      [
        '9:44 environments.dev.pullThrough[0].only[1]: found the number 5.0, expected a repository name in which * stands for any characters, such as my-org/*, without a registry host or a tag, write "5.0"',
      ],
    ],
    [
      'a string for a map in a list',
      rules('quay'),
      ['9:9 environments.dev.pullThrough[0]: found the string "quay", expected a map'],
    ],
    ['nothing for a map', manifest({ hub: '' }), ['3:1 hub: found an empty value, expected a map']],
  ]);
});

describe('lists', () => {
  const regions = (text: string) => manifest({ hub: `{ account: '000000000002', regions: ${text} }` });

  refused([
    ['empty', regions('[]'), ['3:42 hub.regions: found an empty list, expected at least one entry']],
    [
      'with an entry twice',
      regions('[eu-west-1, us-east-1, eu-west-1]'),
      ['3:65 hub.regions[2]: found "eu-west-1" twice, expected every entry once'],
    ],
    [
      'with several mistakes',
      regions('[Ireland, eu-west-1, eu-west-1, 3]'),
      [
        `3:43 hub.regions[0]: found "Ireland", ${aRegion}`,
        '3:63 hub.regions[2]: found "eu-west-1" twice, expected every entry once',
        `3:74 hub.regions[3]: found the number 3, ${aRegion}`,
      ],
    ],
    [
      'no account in an environment',
      manifest({ environments: environments({ dev: { accounts: '{}' } }) }),
      ['6:15 environments.dev.accounts: found no account, expected one at least'],
    ],
  ]);
});

describe('values', () => {
  const values: [path: string, section: string, text: (value: string) => string, value: string, string][] = [
    ['partition', 'partition', (value) => value, 'AWS', 'one of: aws, aws-us-gov, aws-cn'],
    [
      'provider.version',
      'provider',
      (value) => `{ version: ${value} }`,
      'latest',
      'a Terraform version constraint such as ">= 5.100.0, < 7.0.0"',
    ],
    [
      'access.roleName',
      'access',
      (value) => `{ roleName: ${value} }`,
      'path/deploy',
      'the name of an IAM role, without its path: 1 to 64 letters, digits or any of _+=,.@-',
    ],
    [
      'state.bucket',
      'state',
      (value) => `{ account: '000000000009', region: eu-west-1, bucket: ${value} }`,
      'Acme.State',
      'a bucket name of 3 to 63 lower-case letters, digits or "-"',
    ],
    ['repositories.encryption', 'repositories', (v) => `{ encryption: ${v} }`, 'KMS', 'one of: kms, aes256'],
    [
      'repositories.tagMutability',
      'repositories',
      (value) => `{ tagMutability: ${value} }`,
      'IMMUTABLE',
      'one of: mutable, immutable',
    ],
    ['scanning.managed', 'scanning', (value) => `{ managed: ${value} }`, 'here', 'elsewhere'],
    [
      'scanning.frequency',
      'scanning',
      (value) => `{ frequency: ${value} }`,
      'daily',
      'one of: continuous, on-push, manual',
    ],
    [
      'guardrails.units[0].mode',
      'guardrails',
      (value) => `{ units: [{ unit: dev, mode: ${value} }] }`,
      'warn',
      'one of: enforce, observe',
    ],
    [
      'guardrails.breakGlass.until',
      'guardrails',
      (value) => `{ breakGlass: { principalTag: x, until: ${value} } }`,
      '2026-12-31',
      'a UTC time such as 2026-12-31T00:00:00Z',
    ],
    ['alerts.email[0]', 'alerts', (value) => `{ email: [${value}] }`, 'platform', 'an e-mail address'],
    [
      'promotion.release.requesters[0]',
      'promotion',
      (value) => `{ release: { requesters: [${value}] } }`,
      'release-manager',
      'the ARN of an IAM role or user, such as arn:aws:iam::111111111111:role/ci',
    ],
    [
      'promotion.release.maxSeverity',
      'promotion',
      (value) =>
        `{ release: { maxSeverity: ${value}, requesters: ["arn:aws:iam::000000000002:role/release"] } }`,
      'severe',
      'one of: none, informational, low, medium, high, critical',
    ],
    [
      'promotion.release.tagPattern',
      'promotion',
      (value) =>
        `{ release: { tagPattern: ${value}, requesters: ["arn:aws:iam::000000000002:role/release"] } }`,
      'v(',
      'a regular expression such as ^v[0-9]+$',
    ],
  ];

  test.each(values)('%s', (path, section, text, value, expected) => {
    const line = `${section}: ${text(value)}`;
    expect(complaints(manifest({ [section]: text(value) }))).toEqual([
      `5:${line.indexOf(value) + 1} ${path}: found "${value}", expected ${expected}`,
    ]);
  });

  test('a date that no calendar has', () => {
    const guardrails = '{ breakGlass: { principalTag: x, until: 2026-13-31T00:00:00Z } }';
    expect(complaints(manifest({ guardrails }))).toEqual([
      '5:53 guardrails.breakGlass.until: found "2026-13-31T00:00:00Z", which is no date of the calendar, expected a UTC time such as 2026-12-31T00:00:00Z',
    ]);
  });

  test('the ids of the organization and its units', () => {
    const organization =
      "{ id: acme, managementAccount: '000000000001', organizationalUnits: { a: r-ab12, b: { id: x, parent: 5 } } }";
    expect(complaints(manifest({ organization }))).toEqual([
      '2:21 organization.id: found "acme", expected the id of an organization such as o-a1b2c3d4e5',
      '2:88 organization.organizationalUnits.a: found "r-ab12", expected the id of an organizational unit such as ou-ab12-34cd56ef',
      '2:105 organization.organizationalUnits.b.id: found "x", expected the id of an organizational unit such as ou-ab12-34cd56ef',
      '2:116 organization.organizationalUnits.b.parent: found the number 5, expected the name of an organizational unit: letters, digits, "-" and "_", starting with a letter',
    ]);
  });

  test('the ids of a network', () => {
    const network = '{ main: { eu-west-1: { vpc: main, subnets: [], dnsFirewall: deny } } }';
    expect(complaints(manifest({ environments: environments({ dev: { network } }) }))).toEqual([
      '9:35 environments.dev.network.main.eu-west-1: found no routeTables, expected a list, for the s3 endpoint; or the one that exists, in existing',
      '9:42 environments.dev.network.main.eu-west-1.vpc: found "main", expected an id such as vpc-0a1b2c3d4e5f60718',
      '9:57 environments.dev.network.main.eu-west-1.subnets: found an empty list, expected at least one entry',
      '9:74 environments.dev.network.main.eu-west-1.dnsFirewall: found "deny", expected alert or block',
    ]);
  });

  test('an endpoint needs subnets or route tables, unless it exists already', () => {
    const network = (text: string) =>
      complaints(
        manifest({
          environments: environments({
            dev: { network: `{ main: { eu-west-1: { vpc: vpc-0a1b2c3d, ${text} } } }` },
          }),
        }),
      );
    const [api, dkr, s3] = ['api', 'dkr', 's3'].map((name) => `${name}: vpce-0a1b2c3d`);
    expect(network(`existing: { ${api}, ${dkr}, ${s3} }`)).toEqual([]);
    expect(network(`existing: { ${api}, ${s3} }`)).toEqual([
      '9:35 environments.dev.network.main.eu-west-1: found no subnets, expected a list, for the dkr endpoint; or the one that exists, in existing',
    ]);
    expect(network(`routeTables: [rtb-0a1b2c3d], dnsFirewall: { failure: maybe }`)).toEqual([
      '9:35 environments.dev.network.main.eu-west-1: found no subnets, expected a list, for the api and dkr endpoint; or the one that exists, in existing',
      '9:98 environments.dev.network.main.eu-west-1.dnsFirewall.action: found nothing, expected alert or block',
      '9:109 environments.dev.network.main.eu-west-1.dnsFirewall.failure: found "maybe", expected one of: closed, open',
    ]);
  });
});

describe('prefixes', () => {
  const expected =
    'expected ROOT or a namespace of 2 to 30 lower-case letters and digits, with single ".", "_", "-" or "/" between them';

  test.each(['x', 'x'.repeat(31), 'a--b', 'a__b', 'a/', '/ab', 'ab-', 'Root', 'a//b', 'a b'])(
    '%s',
    (prefix) => {
      expect(complaints(rules(`{ upstream: quay, prefix: "${prefix}" }`))).toEqual([
        `9:35 environments.dev.pullThrough[0].prefix: found "${prefix}", ${expected}`,
      ]);
    },
  );

  test.each(['ab', 'x'.repeat(30), 'a/b', 'cache/docker-hub', 'a.b_c-d', 'ROOT'])('%s is one', (prefix) => {
    expect(complaints(rules(`{ upstream: quay, prefix: "${prefix}" }`))).toEqual([]);
  });
});

describe('allow-lists of upstream repositories', () => {
  test.each(['quay.io/x:1', 'org/x:1', '/org', 'org/', 'Org/*', 'org/x@sha256', '**/ x'])('%s', (pattern) => {
    expect(complaints(rules(`{ upstream: quay, only: ["${pattern}"] }`))).toEqual([
      `9:34 environments.dev.pullThrough[0].only[0]: found "${pattern}", expected a repository name in which * stands for any characters, such as my-org/*, without a registry host or a tag`,
    ]);
  });

  test.each(['*', 'org/*', 'org/app', 'org/app-*', '*/app', 'library/node*'])('%s is one', (pattern) => {
    expect(complaints(rules(`{ upstream: quay, only: ["${pattern}"] }`))).toEqual([]);
  });
});

test('the secret of an upstream is named without the prefix that ECR demands', () => {
  expect(
    complaints(rules('{ upstream: github, credentials: { secret: ecr-pullthroughcache/github } }')),
  ).toEqual([
    '9:52 environments.dev.pullThrough[0].credentials.secret: found "ecr-pullthroughcache/github", expected the name of a secret without ecr-pullthroughcache/ in front: letters, digits or any of /_+=.@-',
  ]);
});

test('mistakes of values hide no other mistakes of values, but those between values', () => {
  const source = manifest({ partition: 'moon', environments: '{ hub: { accounts: 1 } }' });
  expect(complaints(source)).toEqual([
    '4:22 environments.hub: found neither pullThrough nor replicated, expected exactly one of them',
    '4:34 environments.hub.accounts: found the number 1, expected a map',
    '5:12 partition: found "moon", expected one of: aws, aws-us-gov, aws-cn',
  ]);
});
