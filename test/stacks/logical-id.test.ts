import fc from 'fast-check';
import { logicalId } from '../../stacks/constructs/logical-id';

test('plain names are kept, so that addresses read well', () => {
  expect(logicalId('rule', 'docker-hub')).toBe('rule-docker-hub');
});

test('characters that CDKTF would delete become a hash of the name', () => {
  expect(logicalId('rule', 'docker.io/library')).toBe('rule-docker_io_library_cf716cd8');
});

test('two names never get one id', () => {
  const name = fc.stringMatching(/^[a-z0-9]([a-z0-9._/-]{0,20}[a-z0-9])?$/);
  fc.assert(
    fc.property(
      name,
      name,
      (one, other) => (one === other) === (logicalId('rule', one) === logicalId('rule', other)),
    ),
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
