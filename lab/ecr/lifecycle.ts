import { AwsError } from '../aws-error';
import { type Context, type Operations, type Registry, now, registryOf } from './registry';
import { repositoryOf } from './repositories';
import { invalidParameter } from './parameters';

type Json = Record<string, unknown>;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const MAX_RULES = 50;
const RULE = ['rulePriority', 'selection', 'action'];
const SELECTION = ['tagStatus', 'countType', 'countNumber'];
const SELECTION_ALSO = ['tagPatternList', 'tagPrefixList', 'countUnit', 'storageClass'];
const SINCE = ['sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'];
const MAX_WILDCARDS = 4;
/** A constraint of ECR's schema that no one member breaks alone. */
const NO_SCHEMA = 'instance failed to match exactly one schema (matched 0 out of 2)';

export const lifecycle = {
  GetLifecyclePolicy(context: Context, { registryId, repositoryName }) {
    return { ...policyOf(registryOf(context, registryId), repositoryName), lastEvaluatedAt: now() };
  },

  PutLifecyclePolicy(context: Context, { registryId, repositoryName, lifecyclePolicyText }) {
    const registry = registryOf(context, registryId);
    const repository = repositoryOf(registry, repositoryName);
    checkLifecyclePolicy('LifecyclePolicyText', lifecyclePolicyText);
    repository.lifecyclePolicyText = lifecyclePolicyText;
    return policyOf(registry, repositoryName);
  },

  DeleteLifecyclePolicy(context: Context, { registryId, repositoryName }) {
    const registry = registryOf(context, registryId);
    const deleted = policyOf(registry, repositoryName);
    repositoryOf(registry, repositoryName).lifecyclePolicyText = undefined;
    return { ...deleted, lastEvaluatedAt: now() };
  },
} satisfies Partial<Operations>;

/**
 * Refuses what ECR refuses of a lifecycle policy, in its words where they are known.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function checkLifecyclePolicy(at: string, policyText: string): void {
  const problem = policyProblem(policyText);
  if (problem !== undefined) throw invalidParameter(at, `Lifecycle policy validation failure: ${problem}`);
}

function policyProblem(policyText: string): string | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(policyText);
  } catch {
    policy = undefined;
  }
  if (!isObject(policy)) return 'Could not map policyString into LifecyclePolicy.';
  const rules: unknown = policy.rules;
  if (!Array.isArray(rules)) return missing(['rules']);
  if (rules.length < 1 || rules.length > MAX_RULES) return `a policy has 1 to ${MAX_RULES} rules`;
  const valid = rules.filter(isObject);
  if (valid.length !== rules.length)
    return 'instance type does not match any allowed primitive type (allowed: ["object"])';
  return firstOf(valid, ruleProblem) ?? problemTogether(valid);
}

function ruleProblem(rule: Json): string | undefined {
  const shape = membersProblem(rule, RULE, ['description']);
  if (shape !== undefined) return shape;
  const { rulePriority, selection, action } = rule;
  if (!isCount(rulePriority))
    return `rulePriority must be a positive integer, found: ${String(rulePriority)}`;
  if (!isObject(selection) || !isObject(action)) return 'selection and action must be objects';
  return selectionProblem(selection) ?? actionProblem(action);
}

function selectionProblem(selection: Json): string | undefined {
  const shape = membersProblem(selection, SELECTION, SELECTION_ALSO);
  if (shape !== undefined) return shape;
  const { tagStatus, countType, countUnit, countNumber } = selection;
  const { tagPatternList, tagPrefixList } = selection;
  const lists = [tagPatternList, tagPrefixList].filter((list) => list !== undefined);
  if (!lists.every(isTexts)) return 'tagPrefixList and tagPatternList must be lists of strings';
  const named = lists.some((list) => list.length > 0);
  if (tagStatus !== 'tagged' && tagStatus !== 'untagged' && tagStatus !== 'any') {
    return `instance value (${String(tagStatus)}) not found in enum (possible values: ["any","tagged","untagged"])`;
  }
  if (tagStatus === 'tagged' && !named)
    return 'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.';
  if (tagStatus !== 'tagged' && named)
    return 'tagPrefixList and tagPatternList are for tagStatus=TAGGED only.';
  if (lists.length > 1) return 'Only one of tagPrefixList and tagPatternList can be specified.';
  if (
    isTexts(tagPatternList) &&
    tagPatternList.some((pattern) => pattern.split('*').length - 1 > MAX_WILDCARDS)
  )
    return `A tag pattern can have a maximum of ${MAX_WILDCARDS} wildcards.`;
  if (!isCount(countNumber)) {
    return `numeric instance is lower than the required minimum (minimum: 1, found: ${String(countNumber)})`;
  }
  const byCount = countType === 'imageCountMoreThan' && countUnit === undefined;
  const byAge = SINCE.some((since) => since === countType) && countUnit === 'days';
  return byCount || byAge ? storageClassProblem(selection) : NO_SCHEMA;
}

/** Archived images are selected by the time since they were archived, and by nothing else; all others are standard. */
function storageClassProblem({ storageClass = 'standard', countType }: Json): string | undefined {
  const selected = countType === 'sinceImageTransitioned' ? 'archive' : 'standard';
  return storageClass === selected
    ? undefined
    : `storageClass must be ${selected} for countType ${String(countType)}`;
}

function actionProblem(action: Json): string | undefined {
  const { type, targetStorageClass } = action;
  const expire = type === 'expire' && Object.keys(action).length === 1;
  const archive = type === 'transition' && targetStorageClass === 'archive';
  return expire || archive ? undefined : NO_SCHEMA;
}

/** What is wrong among rules that are right one by one. */
function problemTogether(rules: Json[]): string | undefined {
  const priorities = rules.map(({ rulePriority }) => Number(rulePriority));
  if (new Set(priorities).size !== rules.length) return 'Rule priorities must be unique.';
  for (const inClass of groupedByStorageClass(rules)) {
    const having = (status: string) =>
      inClass.filter(({ selection }) => isObject(selection) && selection.tagStatus === status);
    if (having('untagged').length > 1) return 'Only one rule can select Untagged images per storage class';
    const [any, ...more] = having('any');
    const last = Math.max(...inClass.map(({ rulePriority }) => Number(rulePriority)));
    if (more.length > 0 || (any && any.rulePriority !== last)) {
      return 'Rule for tagStatus=ANY must have the lowest priority per storage class';
    }
  }
  return undefined;
}

function groupedByStorageClass(rules: Json[]): Json[][] {
  const classOf = ({ selection }: Json) =>
    isObject(selection) ? (selection.storageClass ?? 'standard') : 'standard';
  const classes = new Set(rules.map(classOf));
  return [...classes].map((storageClass) => rules.filter((rule) => classOf(rule) === storageClass));
}

function membersProblem(given: Json, required: string[], optional: string[]): string | undefined {
  const absent = required.filter((member) => given[member] === undefined).sort();
  if (absent.length > 0) return missing(absent);
  const extra = Object.keys(given).find((member) => !required.includes(member) && !optional.includes(member));
  return extra && `object instance has properties which are not allowed by the schema: (["${extra}"])`;
}

const missing = (members: string[]) => `object has missing required properties (${JSON.stringify(members)})`;

function firstOf(rules: Json[], problem: (rule: Json) => string | undefined): string | undefined {
  return rules.map(problem).find((found) => found !== undefined);
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function policyOf(registry: Registry, repositoryName: string) {
  const { lifecyclePolicyText } = repositoryOf(registry, repositoryName);
  if (lifecyclePolicyText !== undefined)
    return { registryId: registry.account, repositoryName, lifecyclePolicyText };
  throw new AwsError(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${repositoryName}' ` +
      `in the registry with id '${registry.account}'`,
  );
}
