import { lifecyclePolicy } from '../../lib/policies/lifecycle-policy';

test('untagged images expire by age and tagged ones by count, in that order', () => {
  expect(JSON.parse(lifecyclePolicy({ untaggedDays: 7, keepLast: 100 }) ?? '')).toEqual({
    rules: [
      {
        rulePriority: 1,
        description: 'untagged images expire after 7 days',
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 7,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: 'the last 100 tagged images stay',
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['*'],
          countType: 'imageCountMoreThan',
          countNumber: 100,
        },
        action: { type: 'expire' },
      },
    ],
  });
});

test('without a count no rule touches a tagged image', () => {
  const { rules } = JSON.parse(lifecyclePolicy({ untaggedDays: 7, keepLast: undefined }) ?? '') as {
    rules: { selection: { tagStatus: string } }[];
  };
  expect(rules.map(({ selection }) => selection.tagStatus)).toEqual(['untagged']);
});

test('nothing to expire is no policy, since ECR refuses an empty one', () => {
  expect(lifecyclePolicy({ untaggedDays: undefined, keepLast: undefined })).toBeUndefined();
});
