import { complaints, environments, manifest, rules } from '../manifest/sections';

const upstreams = 'docker-hub, quay, ecr-public, kubernetes, github, gitlab, azure, ecr, chainguard';

describe('external upstreams', () => {
  test('unknown', () => {
    expect(complaints(rules('{ upstream: dockerhub }', '{ upstream: gcr }'))).toEqual([
      `9:21 environments.dev.pullThrough[0].upstream: found the unknown upstream "dockerhub" (did you mean "docker-hub"?), expected one of: ${upstreams}`,
      `10:21 environments.dev.pullThrough[1].upstream: found "gcr", which ECR cannot pull through, expected one of: ${upstreams}; copy images of Google registries into a namespace of the hub with a pipeline of your own`,
    ]);
  });

  test('without the credentials that one demands', () => {
    expect(complaints(rules('{ upstream: docker-hub }'))).toEqual([
      '9:9 environments.dev.pullThrough[0]: found no credentials, expected credentials: { secret: docker-hub }, as ECR fetches from docker-hub only with a token',
    ]);
  });

  test('with credentials where ECR takes none', () => {
    expect(complaints(rules('{ upstream: quay, credentials: { secret: quay } }'))).toEqual([
      '9:40 environments.dev.pullThrough[0].credentials: found credentials for quay, expected none: ECR fetches from it without',
    ]);
  });

  test('with a secret that is created, with or without its version, or is there already', () => {
    expect(
      complaints(
        rules(
          '{ upstream: docker-hub, credentials: { secret: docker-hub } }',
          '{ upstream: github, credentials: { secret: github, version: 2 } }',
          '{ upstream: gitlab, credentials: { existing: gitlab } }',
        ),
      ),
    ).toEqual([]);
  });

  test('with a version of a secret that the blueprint does not write', () => {
    expect(complaints(rules('{ upstream: github, credentials: { existing: github, version: 2 } }'))).toEqual([
      '9:71 environments.dev.pullThrough[0].credentials.version: found a version of an existing secret, expected none: the blueprint only reads that secret',
    ]);
  });

  test('with one secret in two versions, or created and there already', () => {
    expect(
      complaints(
        rules(
          '{ upstream: github, credentials: { secret: token } }',
          '{ upstream: gitlab, credentials: { secret: token, version: 2 } }',
          '{ upstream: chainguard, credentials: { existing: token } }',
          '{ upstream: docker-hub, credentials: { secret: token, version: 1 } }',
        ),
      ),
    ).toEqual([
      '10:42 environments.dev.pullThrough[1].credentials: found the secret "token" as version 2, while environments.dev.pullThrough[0].credentials has it as version 1, expected the same in one registry',
      '11:46 environments.dev.pullThrough[2].credentials: found the secret "token" as an existing one, while environments.dev.pullThrough[0].credentials has it as version 1, expected the same in one registry',
    ]);
  });

  test('azure has a host for each customer', () => {
    const entry = (url: string) => `{ upstream: azure, credentials: { secret: azure }${url} }`;
    expect(complaints(rules(entry(', url: acme.azurecr.io')))).toEqual([]);
    expect(complaints(rules(entry('')))).toEqual([
      "9:9 environments.dev.pullThrough[0]: found no url for azure, expected url: <name>.azurecr.io, the registry's own host",
    ]);
    expect(complaints(rules(entry(', url: acme.azurecr.cn')))).toEqual([
      '9:65 environments.dev.pullThrough[0].url: found "acme.azurecr.cn", expected url: <name>.azurecr.io, the registry\'s own host',
    ]);
  });

  test('the others have one host for everybody', () => {
    expect(complaints(rules('{ upstream: quay, url: quay.example.com }'))).toEqual([
      '9:32 environments.dev.pullThrough[0].url: found "quay.example.com", expected no url: quay is always quay.io',
    ]);
  });
});

describe('the hub as upstream', () => {
  test('a namespace that it does not have', () => {
    expect(complaints(rules('{ hub: aproved }', '{ hub: other }'))).toEqual([
      '9:16 environments.dev.pullThrough[0].hub: found "aproved" (did you mean "approved"?), expected a namespace of the hub: approved, release',
      '10:16 environments.dev.pullThrough[1].hub: found "other", expected a namespace of the hub: approved, release',
    ]);
  });

  test('a replicated namespace that it does not have', () => {
    const source = manifest({
      environments: environments({ prod: { pullThrough: '', replicated: '[release, relase]' } }),
    });
    expect(complaints(source)).toEqual([
      '8:27 environments.prod.replicated[1]: found "relase" (did you mean "release"?), expected a namespace of the hub: approved, release',
    ]);
  });

  test('a hub without namespaces', () => {
    const source = manifest({
      hub: "{ account: '000000000002', regions: [eu-west-1] }",
      environments: environments({ prod: { pullThrough: '', replicated: '[release]' } }),
    });
    expect(complaints(source)).toEqual([
      '8:18 environments.prod.replicated[0]: found "release", expected a namespace of the hub: none, as hub.namespaces is empty',
    ]);
  });

  const withRule = (environment: Readonly<Record<string, string>>) =>
    manifest({
      hub: "{ account: '000000000002', regions: [eu-west-1], namespaces: { approved: {} }, pullThrough: [{ upstream: quay }, { upstream: ecr-public, prefix: mirror }] }",
      environments: environments({ dev: environment }),
    });

  test('the prefix of a rule of its own, which chains two caches', () => {
    expect(complaints(withRule({ pullThrough: '[{ hub: quay }, { hub: mirror }]' }))).toEqual([]);
  });

  test('what its rules have cached is approved by nobody, and not replicated', () => {
    expect(complaints(withRule({ pullThrough: '', replicated: '[mirror]' }))).toEqual([
      '8:18 environments.dev.replicated[0]: found "mirror", expected a namespace of the hub: approved',
    ]);
  });

  test('of itself', () => {
    const hub =
      "{ account: '000000000002', regions: [eu-west-1], namespaces: { approved: {} }, pullThrough: [{ hub: approved, prefix: mirror }] }";
    expect(complaints(manifest({ hub }))).toEqual([
      '3:106 hub.pullThrough[0].hub: found the hub as upstream of itself, expected upstream: <id> of an external registry',
    ]);
  });

  test('needs no credentials and no url, and cannot fill the whole registry', () => {
    expect(
      complaints(
        rules('{ hub: approved, prefix: ROOT, credentials: { secret: hub }, url: hub.example.com }'),
      ),
    ).toEqual([
      '9:34 environments.dev.pullThrough[0].prefix: found ROOT beside hub, expected a namespace: ECR allows no upstream namespace with ROOT',
      '9:53 environments.dev.pullThrough[0].credentials: found credentials beside hub, expected none: a role fetches from the hub',
      '9:75 environments.dev.pullThrough[0].url: found url beside hub, expected none: it follows from the hub',
    ]);
  });
});

describe('prefixes within one registry', () => {
  test('twice the default', () => {
    expect(complaints(rules('{ upstream: quay }', '{ upstream: quay, only: [org/*] }'))).toEqual([
      '10:9 environments.dev.pullThrough[1]: found the prefix "quay", which is taken by environments.dev.pullThrough[0], expected prefixes apart in one registry',
    ]);
  });

  test('one that is the default of another', () => {
    expect(complaints(rules('{ hub: approved }', '{ upstream: quay, prefix: approved }'))).toEqual([
      '10:35 environments.dev.pullThrough[1].prefix: found the prefix "approved", which is taken by environments.dev.pullThrough[0], expected prefixes apart in one registry',
    ]);
  });

  test('one inside another, whichever comes first', () => {
    expect(
      complaints(rules('{ upstream: quay, prefix: cache }', '{ hub: approved, prefix: cache/hub }')),
    ).toEqual([
      '10:34 environments.dev.pullThrough[1].prefix: found the prefix "cache/hub", which is nested with "cache" of environments.dev.pullThrough[0].prefix, expected prefixes apart in one registry',
    ]);
    expect(
      complaints(rules('{ upstream: quay, prefix: cache/quay }', '{ hub: approved, prefix: cache }')),
    ).toEqual([
      '10:34 environments.dev.pullThrough[1].prefix: found the prefix "cache", which is nested with "cache/quay" of environments.dev.pullThrough[0].prefix, expected prefixes apart in one registry',
    ]);
  });

  test('equal starts are no nesting, and ROOT holds nothing that has a rule', () => {
    expect(
      complaints(
        rules(
          '{ upstream: quay, prefix: cache }',
          '{ hub: approved, prefix: cache-hub }',
          '{ upstream: ecr-public, prefix: ROOT }',
        ),
      ),
    ).toEqual([]);
  });

  test("the hub's namespaces and its rules share a registry", () => {
    const hub =
      "{ account: '000000000002', regions: [eu-west-1], namespaces: { approved: {}, approved/x: {} }, pullThrough: [{ upstream: quay, prefix: approved }] }";
    expect(complaints(manifest({ hub }))).toEqual([
      '3:95 hub.namespaces["approved/x"]: found the prefix "approved/x", which is nested with "approved" of hub.namespaces.approved, expected prefixes apart in one registry',
      '3:141 hub.pullThrough[0].prefix: found the prefix "approved", which is taken by hub.namespaces.approved, expected prefixes apart in one registry',
    ]);
  });

  test('two environments may use the same', () => {
    const pullThrough = '[{ hub: approved }]';
    const source = manifest({
      environments: environments({
        dev: { pullThrough },
        qa: { pullThrough, accounts: "{ main: '000000000004' }" },
      }),
    });
    expect(complaints(source)).toEqual([]);
  });
});

test('all that is wrong between values is reported at once', () => {
  const source = manifest({
    environments: environments({ hub: { pullThrough: '[{ hub: x }]', organizationalUnit: 'qa' } }),
  });
  expect(complaints(source)).toEqual([
    '5:3 environments.hub: found the environment "hub", expected a name that is not, and does not start with, the reserved "hub"',
    '8:26 environments.hub.pullThrough[0].hub: found "x", expected a namespace of the hub: approved, release',
    '9:25 environments.hub.organizationalUnit: found the unknown organizational unit "qa", expected one of: dev, prod',
  ]);
});
