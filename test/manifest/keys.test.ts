import { environments, manifest, refused, rules } from './sections';

const sections =
  'name, tags, partition, organization, access, state, provider, hub, repositories, scanning, environments, guardrails, promotion, alerts, limits';

describe('keys', () => {
  refused([
    [
      'what is required',
      '{}',
      [
        '1:1 name: found nothing, expected a name of 2 to 20 lower-case letters, digits or "-", starting with a letter',
        '1:1 organization: found nothing, expected a map',
        '1:1 hub: found nothing, expected a map',
        '1:1 environments: found nothing, expected a map',
      ],
    ],
    [
      'an unknown key, with all that are known',
      manifest({ images: '{}' }),
      [`5:1 images: found the unknown key "images", expected one of: ${sections}`],
    ],
    [
      'a misspelled key is one mistake, not an unknown key and a missing one',
      manifest().replace('name:', 'nmae:'),
      [`1:1 nmae: found the unknown key "nmae" (did you mean "name"?), expected one of: ${sections}`],
    ],
    [
      'a misspelled one of two exclusive keys is one mistake as well',
      rules('{ upsteam: quay }'),
      [
        '9:11 environments.dev.pullThrough[0].upsteam: found the unknown key "upsteam" (did you mean "upstream"?), expected one of: upstream, hub, credentials, prefix, url, upstreamPrefix, only, repositories',
      ],
    ],
    [
      'an unknown key deep inside a list',
      manifest({ guardrails: '{ units: [dev, { unit: prod, Mode: observe }] }' }),
      [
        '5:42 guardrails.units[1].Mode: found the unknown key "Mode" (did you mean "mode"?), expected one of: unit, mode',
      ],
    ],
    [
      'the name of an environment, and what stands behind it as well',
      manifest({ environments: '{ Dev: x }' }),
      [
        '4:17 environments.Dev: found the key "Dev", expected a lower-case name: letters, digits and "-", starting with a letter',
        '4:22 environments.Dev: found the string "x", expected a map',
      ],
    ],
    [
      'the name of a namespace',
      manifest({
        hub: "{ account: '000000000002', regions: [eu-west-1], namespaces: { Approved: {} } }",
      }),
      [
        '3:69 hub.namespaces.Approved: found the key "Approved", expected a namespace of 2 to 30 lower-case letters and digits, with single ".", "_", "-" or "/" between them',
      ],
    ],
    [
      'the key of a tag',
      manifest({ tags: '{ "aws:x": y }' }),
      [
        '5:9 tags["aws:x"]: found the key "aws:x", expected a tag key of 1 to 128 characters that does not start with aws:',
      ],
    ],
  ]);
});

describe('keys that exclude each other', () => {
  const both = (first: string, second: string) =>
    `found both ${first} and ${second}, expected exactly one of them`;
  const neither = (first: string, second: string) =>
    `found neither ${first} nor ${second}, expected exactly one of them`;

  refused([
    [
      'an environment of both kinds',
      manifest({ environments: environments({ dev: { replicated: '[release]' } }) }),
      [`9:17 environments.dev.replicated: ${both('pullThrough', 'replicated')}`],
    ],
    [
      'an environment of no kind',
      manifest({ environments: environments({ dev: { pullThrough: '' } }) }),
      [`5:3 environments.dev: ${neither('pullThrough', 'replicated')}`],
    ],
    [
      'an entry for an upstream and the hub',
      rules('{ upstream: quay, hub: approved }'),
      [`9:32 environments.dev.pullThrough[0].hub: ${both('upstream', 'hub')}`],
    ],
    [
      'an entry for nothing',
      rules('{ prefix: x1 }'),
      [`9:9 environments.dev.pullThrough[0]: ${neither('upstream', 'hub')}`],
    ],
    [
      'a secret that is to be created and is there already',
      rules('{ upstream: github, credentials: { secret: a, existing: a } }'),
      [`9:65 environments.dev.pullThrough[0].credentials.existing: ${both('secret', 'existing')}`],
    ],
    [
      'credentials without a secret',
      rules('{ upstream: github, credentials: { version: 1 } }'),
      [`9:42 environments.dev.pullThrough[0].credentials: ${neither('secret', 'existing')}`],
    ],
    [
      'beside other mistakes in the same map',
      rules('{ upstream: 5, hub: approved, prefix: x, colour: red, only: [] }'),
      [
        '9:21 environments.dev.pullThrough[0].upstream: found the number 5, expected the id of an upstream registry',
        `9:29 environments.dev.pullThrough[0].hub: ${both('upstream', 'hub')}`,
        '9:47 environments.dev.pullThrough[0].prefix: found "x", expected ROOT or a namespace of 2 to 30 lower-case letters and digits, with single ".", "_", "-" or "/" between them',
        '9:50 environments.dev.pullThrough[0].colour: found the unknown key "colour", expected one of: upstream, hub, credentials, prefix, url, upstreamPrefix, only, repositories',
        '9:69 environments.dev.pullThrough[0].only: found an empty list, expected at least one entry',
      ],
    ],
    [
      'scanning managed elsewhere and here',
      manifest({ scanning: '{ managed: elsewhere, type: basic, frequency: manual }' }),
      [
        '5:39 scanning.type: found type beside managed, expected managed alone',
        '5:57 scanning.frequency: found frequency beside managed, expected managed alone',
      ],
    ],
    [
      'basic scanning is not continuous',
      manifest({ scanning: '{ type: basic, frequency: continuous }' }),
      ['5:37 scanning.frequency: found "continuous" with type basic, expected one of: on-push, manual'],
    ],
    [
      'scanning managed by nobody known, and here',
      manifest({ scanning: '{ managed: inspector, type: basic }' }),
      [
        '5:22 scanning.managed: found "inspector", expected elsewhere',
        '5:39 scanning.type: found type beside managed, expected managed alone',
      ],
    ],
    [
      'a pair is not judged if one of the two is no such word',
      manifest({ scanning: '{ type: simple, frequency: continuous }' }),
      ['5:19 scanning.type: found "simple", expected one of: enhanced, basic'],
    ],
    [
      'enhanced scanning is not manual',
      manifest({ scanning: '{ frequency: manual }' }),
      ['5:24 scanning.frequency: found "manual" with type enhanced, expected one of: continuous, on-push'],
    ],
  ]);
});
