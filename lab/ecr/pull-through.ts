import { AwsError } from '../aws-error';
import { named, page } from './paging';
import { type Context, type Operations, type Registry, now, prefixKey, registryOf } from './registry';
import { invalidParameter } from './parameters';
import { checkAccess } from './upstream-access';
import { type UpstreamRegistry, unsupported, upstreamOf } from './upstreams';

export interface PullThroughCacheRule {
  readonly ecrRepositoryPrefix: string;
  readonly upstreamRegistryUrl: string;
  readonly upstreamRegistry: UpstreamRegistry;
  readonly upstreamRepositoryPrefix?: string;
  readonly registryId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly credentialArn?: string;
  readonly customRoleArn?: string;
}

/** Not adjustable. https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const MAX_RULES = 50;

export const pullThrough = {
  async CreatePullThroughCacheRule(context: Context, { registryId, ...input }) {
    const registry = registryOf(context, registryId);
    const { ecrRepositoryPrefix: prefix, upstreamRegistryUrl, upstreamRepositoryPrefix } = input;
    if (prefix === 'ROOT' && upstreamRepositoryPrefix !== undefined) {
      // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html
      throw invalidParameter(
        'upstreamRepositoryPrefix',
        'Member must be null when ecrRepositoryPrefix is ROOT',
      );
    }
    const upstream = upstreamOf(context, upstreamRegistryUrl);
    if (input.upstreamRegistry !== undefined && input.upstreamRegistry !== upstream.registry) {
      throw unsupported(`The upstream registry URL ${upstreamRegistryUrl} is invalid.`);
    }
    await checkAccess(context, upstream, input);

    if (registry.rules.has(prefixKey(prefix))) {
      throw new AwsError(
        'PullThroughCacheRuleAlreadyExistsException',
        `The pull through cache rule with Amazon ECR repository prefix '${prefix}' already exists ` +
          `in the registry with id '${registry.account}'`,
      );
    }
    if (registry.rules.size >= MAX_RULES) {
      throw new AwsError(
        'LimitExceededException',
        `The maximum number of pull through cache rules (${MAX_RULES}) in the registry with id '${registry.account}' is reached`,
      );
    }
    const created = now();
    const rule: PullThroughCacheRule = {
      ...input,
      // "When this field isn't specified, Amazon ECR will use the ROOT": shown for ECR upstreams only, or the provider,
      // which does not compute the attribute, would plan to replace every other rule.
      ...(upstream.registry === 'ecr' && prefix !== 'ROOT'
        ? { upstreamRepositoryPrefix: upstreamRepositoryPrefix ?? 'ROOT' }
        : {}),
      upstreamRegistry: upstream.registry,
      registryId: registry.account,
      createdAt: created,
      updatedAt: created,
    };
    registry.rules.set(prefixKey(prefix), rule);
    return without(rule, 'updatedAt');
  },

  DescribePullThroughCacheRules(context: Context, { registryId, ecrRepositoryPrefixes, ...paging }) {
    const registry = registryOf(context, registryId);
    const asked = named(registry.rules, ecrRepositoryPrefixes?.map(prefixKey), (prefix) =>
      notFound(registry, prefix),
    );
    const { items, next } = page(context, asked, paging);
    return { pullThroughCacheRules: items, ...next };
  },

  async UpdatePullThroughCacheRule(context: Context, { registryId, ecrRepositoryPrefix, ...access }) {
    const registry = registryOf(context, registryId);
    const rule = ruleOf(registry, ecrRepositoryPrefix);
    if (access.credentialArn === undefined && access.customRoleArn === undefined) {
      // Seen: https://github.com/pulumi/pulumi-aws/issues/5714
      throw new AwsError(
        'InvalidParameterException',
        'Invalid input: Please set either credential arn or role arn to update the credentials',
      );
    }
    const updated = { ...rule, ...access, updatedAt: now() };
    await checkAccess(context, upstreamOf(context, rule.upstreamRegistryUrl), updated);
    ruleOf(registry, ecrRepositoryPrefix);
    registry.rules.set(prefixKey(ecrRepositoryPrefix), updated);
    return without(updated, 'createdAt', 'upstreamRegistry', 'upstreamRegistryUrl');
  },

  DeletePullThroughCacheRule(context: Context, { registryId, ecrRepositoryPrefix }) {
    const registry = registryOf(context, registryId);
    const rule = ruleOf(registry, ecrRepositoryPrefix);
    registry.rules.delete(prefixKey(ecrRepositoryPrefix));
    return without(rule, 'updatedAt', 'upstreamRegistry');
  },

  async ValidatePullThroughCacheRule(context: Context, { registryId, ecrRepositoryPrefix }) {
    const rule = ruleOf(registryOf(context, registryId), ecrRepositoryPrefix);
    const described = without(rule, 'createdAt', 'updatedAt', 'upstreamRegistry');
    try {
      await checkAccess(context, upstreamOf(context, rule.upstreamRegistryUrl), rule);
      return { ...described, isValid: true };
    } catch (error) {
      if (error instanceof AwsError) return { ...described, isValid: false, failure: error.message };
      throw error;
    }
  },
} satisfies Partial<Operations>;

function ruleOf(registry: Registry, prefix: string): PullThroughCacheRule {
  const rule = registry.rules.get(prefixKey(prefix));
  if (!rule) throw notFound(registry, prefix);
  return rule;
}

function notFound({ account }: Registry, prefix: string): AwsError {
  return new AwsError(
    'PullThroughCacheRuleNotFoundException',
    `The pull through cache rule with Amazon ECR repository prefix '${prefix}' does not exist ` +
      `in the registry with id '${account}'`,
  );
}

function without(rule: PullThroughCacheRule, ...members: (keyof PullThroughCacheRule)[]) {
  return Object.fromEntries(
    Object.entries(rule).filter(([member]) => !members.some((left) => left === member)),
  );
}
