import type { RepositorySettings } from '../topology/registry-model';

/**
 * ECR lifecycle policy text, undefined if nothing expires. Untagged first: an image that a tagged index refers to is
 * never expired by it. https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function lifecyclePolicy({
  untaggedDays,
  keepLast,
}: RepositorySettings['lifecycle']): string | undefined {
  const rules = [
    ...(untaggedDays === undefined
      ? []
      : [
          {
            description: `untagged images expire after ${untaggedDays} days`,
            selection: {
              tagStatus: 'untagged',
              countType: 'sinceImagePushed',
              countUnit: 'days',
              countNumber: untaggedDays,
            },
          },
        ]),
    ...(keepLast === undefined
      ? []
      : [
          {
            description: `the last ${keepLast} tagged images stay`,
            selection: {
              tagStatus: 'tagged',
              tagPatternList: ['*'],
              countType: 'imageCountMoreThan',
              countNumber: keepLast,
            },
          },
        ]),
  ];
  if (rules.length === 0) return undefined;
  return JSON.stringify({
    rules: rules.map(({ description, selection }, index) => ({
      rulePriority: index + 1,
      description,
      selection,
      action: { type: 'expire' },
    })),
  });
}
