import fc from 'fast-check';
import { logicalId } from '../../stacks/constructs/logical-id';

test('plain names are kept, so that addresses read well', () => {
  expect(logicalId('rule', 'docker-hub')).toBe('rule-docker-hub');
});

test('characters that CDKTF would delete become a hash of the name', () => {
  expect(logicalId('rule', 'docker.io/library')).toBe('rule-docker_io_library_cf716cd8');
});

test('two names that differ in a separator alone do not get one id', () => {
  const separator = fc.constantFrom('.', '_', '/', '-', '');
  const words = fc.stringMatching(/^[a-z0-9]{1,9}$/);
  fc.assert(
    fc.property(words, words, separator, separator, (first, second, one, other) => {
      fc.pre(one !== other);
      const ids = [one, other].map((between) => logicalId('rule', `${first}${between}${second}`));
      return ids[0] !== ids[1];
    }),
    { numRuns: 5000 },
  );
});

test('ids hold only what Terraform takes in a resource name', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9._/-]{1,30}$/), (name) =>
      /^[a-z][a-zA-Z0-9_-]*$/.test(logicalId('rule', name)),
    ),
  );
});
