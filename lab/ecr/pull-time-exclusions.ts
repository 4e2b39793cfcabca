import { AwsError } from '../aws-error';
import { page } from './paging';
import { type Context, type Operations, now } from './registry';

/** Per account, here per account and Region. https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-time-update-exclusions.html */
const MAX_EXCLUSIONS = 100;

/**
 * Principals whose pulls leave an image's last pull time as it is, so that lifecycle policies do not take a scanner for a user.
 * "Only valid IAM role ARNs in the correct ARN format are accepted", says
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-time-update-exclusions-considerations.html; the model takes users
 * too. That the principal exists is asked by neither.
 */
export const pullTimeExclusions = {
  RegisterPullTimeUpdateExclusion({ registry }: Context, { principalArn }) {
    const { pullTimeExclusions: excluded, account } = registry;
    if (excluded.has(principalArn)) {
      throw new AwsError(
        'ExclusionAlreadyExistsException',
        `The pull time update exclusion for '${principalArn}' already exists in the registry with id '${account}'`,
      );
    }
    if (excluded.size >= MAX_EXCLUSIONS) {
      throw new AwsError(
        'LimitExceededException',
        `The maximum number of pull time update exclusions (${MAX_EXCLUSIONS}) in the registry with id '${account}' is reached`,
      );
    }
    excluded.add(principalArn);
    return { principalArn, createdAt: now() };
  },

  DeregisterPullTimeUpdateExclusion({ registry }: Context, { principalArn }) {
    if (registry.pullTimeExclusions.delete(principalArn)) return { principalArn };
    throw new AwsError(
      'ExclusionNotFoundException',
      `The pull time update exclusion for '${principalArn}' does not exist in the registry with id '${registry.account}'`,
    );
  },

  ListPullTimeUpdateExclusions(context: Context, paging) {
    const excluded = new Map([...context.registry.pullTimeExclusions].map((arn) => [arn, arn] as const));
    const { items, next } = page(context, excluded, paging);
    return { pullTimeUpdateExclusions: items, ...next };
  },
} satisfies Partial<Operations>;
