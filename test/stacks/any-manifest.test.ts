import fc from 'fast-check';
import { registryBuckets, registryDomains } from '../../lib/catalog/registry-domains';
import { checked } from '../../lib/checks/all';
import { ManifestError, parseManifest } from '../../lib/manifest/load';
import type { Registry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';
import {
  consumerPolicyName,
  credentialVariables,
  fetchRoleName,
  registryStackId,
  stateKey,
  templateRoleName,
} from '../../lib/topology/names';
import { externalUpstreams } from '../../lib/topology/networks';
import { buildApp } from '../../stacks/app';
import { anyManifest } from './any-manifest';

/** The topology, or undefined where the manifest has findings. */
function topologyOf(manifest: object): Topology | undefined {
  try {
    return checked(parseManifest(JSON.stringify(manifest), 'any.yaml'), new Date('2026-11-01T00:00:00Z'))
      .topology;
  } catch (error) {
    if (error instanceof ManifestError && error.problems.length > 0) return undefined;
    throw error;
  }
}

const accepted = anyManifest.map(topologyOf).filter((topology) => topology !== undefined);

const duplicates = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) < index);

test('what is accepted is built without a collision', () => {
  fc.assert(
    fc.property(accepted, (topology) => {
      buildApp(topology, { stateDirectory: '/manifests', outdir: '/nowhere' });
    }),
    { numRuns: 80 },
  );
});

test('what is wrong is said, and nothing else is thrown', () => {
  fc.assert(
    fc.property(anyManifest, (manifest) => {
      topologyOf(manifest);
    }),
    { numRuns: 200 },
  );
});

test('names are unique in their account and within the limits of IAM', () => {
  const names = (registry: Registry, topology: Topology) => [
    templateRoleName(topology, registry.region),
    fetchRoleName(topology, registry.region),
    ...(registry.kind === 'hub'
      ? []
      : (['pull', 'first-pull'] as const).map((kind) =>
          consumerPolicyName(topology, registry.environment, kind, registry.region),
        )),
  ];
  fc.assert(
    fc.property(accepted, (topology) => {
      const all = topology.registries.flatMap((registry) =>
        names(registry, topology).map((name) => ({ account: registry.account, name })),
      );
      expect(duplicates(all.map(({ account, name }) => `${account} ${name}`))).toEqual([]);
      expect(all.filter(({ name }) => name.length > 64)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('stacks have an id and a state of their own', () => {
  fc.assert(
    fc.property(accepted, (topology) => {
      expect(duplicates(topology.stacks.map(({ id }) => id))).toEqual([]);
      expect(duplicates(topology.stacks.map(({ id }) => stateKey(topology, id)))).toEqual([]);
      expect(duplicates(topology.registries.map(registryStackId))).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('secrets of one stack have variables of their own, with names that Terraform and a shell take', () => {
  fc.assert(
    fc.property(accepted, (topology) => {
      for (const stack of topology.stacks) {
        if (stack.kind !== 'credentials') continue;
        const variables = stack.credentials.flatMap(({ secretName }) =>
          Object.values(credentialVariables(secretName)),
        );
        expect(duplicates(variables)).toEqual([]);
        expect(variables.filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test('no VPC is denied the layers that a first pull of its environment may be redirected to', () => {
  fc.assert(
    fc.property(accepted, ({ networks, registries }) => {
      const hubs = registries.filter((registry) => registry.kind === 'hub');
      for (const { registry, firewall, deniedBuckets } of networks) {
        const fetched = externalUpstreams(registry, hubs);
        const content = registryDomains.filter(
          ({ registry: owner, serves, contentOf = [] }) =>
            (serves === 'content' && fetched.includes(owner)) || contentOf.some((id) => fetched.includes(id)),
        );
        expect(content.filter(({ host }) => firewall?.domains.includes(host))).toEqual([]);
        const buckets = registryBuckets.filter(({ registry: owner }) => fetched.includes(owner));
        expect(buckets.filter(({ bucket }) => deniedBuckets.includes(bucket))).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test('a manifest means the same every time', () => {
  fc.assert(
    fc.property(anyManifest, (manifest) => {
      expect(topologyOf(manifest)).toEqual(topologyOf(manifest));
    }),
    { numRuns: 100 },
  );
});
