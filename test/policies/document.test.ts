import { policyDocument, render } from '../../lib/policies/document';

const statement = { Sid: 'S', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken' } as const;

test('policies are minified, because white space counts against the quotas', () => {
  expect(render(policyDocument({ ...statement, Resource: '*' }))).toBe(
    '{"Version":"2012-10-17","Statement":[{"Sid":"S","Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}',
  );
});

test('an IAM policy variable is escaped, or Terraform takes it for an interpolation', () => {
  const rendered = render(
    policyDocument({ ...statement, Resource: 'arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/*' }),
  );
  expect(rendered).toContain('repository/$${aws:PrincipalTag/team}/*');
});

test('a named Terraform reference stays live', () => {
  const reference = '${aws_kms_key.images.arn}';
  expect(render(policyDocument({ ...statement, Resource: reference }), reference)).toContain(
    `"Resource":"${reference}"`,
  );
});
