import fc from 'fast-check';
import { imageOrigin } from '../../lib/views/image-origin';
import { imageName, parseImageReference } from '../../lib/views/image-reference';
import { resolveImage } from '../../lib/views/resolve-image';
import { example } from '../topologies';

const topologies = [
  example(),
  example({
    'hub.pullThrough': [{ upstream: 'quay', only: ['a/*'] }],
    'environments.staging.pullThrough': [
      { hub: 'approved', prefix: 'base' },
      { hub: 'quay', prefix: 'a/b' },
      { upstream: 'ecr-public', prefix: 'ROOT' },
      { upstream: 'ecr-public', only: ['a'] },
    ],
  }),
  example({ 'environments.production.replicated': ['approved', 'release'], 'hub.regions': ['us-east-1'] }),
];

const registries = [...new Set(topologies.flatMap((each) => each.registries))].map(
  ({ account, region }) => `${account}.dkr.ecr.${region}.amazonaws.com/`,
);
const hosts = ['', 'docker.io/', 'quay.io/', 'public.ecr.aws/', 'ghcr.io/', 'gcr.io/', ...registries];
const part = fc.constantFrom(
  'a',
  'b',
  'library',
  'approved',
  'release',
  'docker-hub',
  'quay',
  'my-org',
  'x'.repeat(120),
);
const image = fc
  .tuple(
    fc.constantFrom(...hosts),
    fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
    fc.constantFrom('', ':1', ':latest', `@sha256:${'ab'.repeat(32)}`, `:1@sha256:${'cd'.repeat(32)}`),
  )
  .map(([host, path, end]) => `${host}${path.slice(0, 240).replace(/\/$/, '')}${end}`);
const question = fc.record({
  topology: fc.constantFrom(...topologies),
  environment: fc.constantFrom('development', 'staging', 'regression', 'production'),
  image,
});

const options = { numRuns: 2000, seed: 1 };

test('the same question has the same answer', () => {
  fc.assert(
    fc.property(question, ({ topology, environment, image }) => {
      const ask = () => resolveImage(topology, environment, parseImageReference(image));
      expect(ask()).toEqual(ask());
    }),
    options,
  );
});

test('every name leads back to the image that was asked for', () => {
  fc.assert(
    fc.property(question, ({ topology, environment, image }) => {
      const reference = parseImageReference(image);
      for (const { name } of resolveImage(topology, environment, reference)) {
        if (name === undefined) continue;
        const read = parseImageReference(name);
        expect([imageOrigin(topology, read), read.tag, read.digest]).toEqual([
          imageOrigin(topology, reference),
          reference.tag,
          reference.digest,
        ]);
      }
    }),
    options,
  );
});

test('a name is its own name in its registry', () => {
  fc.assert(
    fc.property(question, ({ topology, environment, image }) => {
      for (const { name, registry } of resolveImage(topology, environment, parseImageReference(image))) {
        if (name === undefined) continue;
        const again = resolveImage(topology, environment, parseImageReference(name));
        expect(again.find((each) => each.registry === registry)?.name).toBe(name);
      }
    }),
    options,
  );
});

test('reading a whole name gives that name', () => {
  fc.assert(
    fc.property(image, (text) => {
      const whole = imageName(parseImageReference(text));
      expect(imageName(parseImageReference(whole))).toBe(whole);
    }),
    options,
  );
});
