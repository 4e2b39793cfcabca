import { invalidParameter } from './parameters';
import { type Context, repositoryArn } from './registry';

type Statement = Record<string, unknown>;

export interface PolicyRules {
  /** The parameter as AWS names it in the error. */
  readonly at: string;
  readonly kind: 'registry' | 'repository';
  /** The only actions accepted; left out: every action of ECR. */
  readonly actions?: readonly string[];
}

const ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const OPERATOR =
  /^(?:(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?|Null)$/;

/**
 * Refuses what ECR refuses of a policy. Its message never says why; `AwsError.reason` does. Two texts are seen in practice:
 * 'Invalid registry|repository policy provided' (https://github.com/hashicorp/terraform-provider-aws/issues/40933) and
 * 'Principal not found' (https://github.com/hashicorp/terraform-provider-aws/issues/39064).
 *
 * Stricter than AWS in one point: AWS takes a registry policy whose Resource is no repository of this registry, a statement
 * that never applies (https://github.com/aws/containers-roadmap/issues/2675); the lab refuses it.
 */
export async function checkPolicy(context: Context, policyText: string, rules: PolicyRules): Promise<void> {
  const refuse = (reason: string) =>
    invalidParameter(rules.at, `Invalid ${rules.kind} policy provided`, reason);
  const statements = statementsOf(policyText, refuse);
  statements.forEach((statement, index) => {
    const problem = problemOf(statement, rules, repositoryArn(context, ''));
    if (problem !== undefined) throw refuse(`statement ${index + 1}: ${problem}`);
  });
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  if (new Set(sids).size !== sids.length) throw refuse('two statements have the same Sid');

  for (const principal of new Set(statements.flatMap(principalsOf))) {
    const arn = principalArn(principal, context.world.partition);
    if (arn === undefined) throw refuse(`'${principal}' is not a principal`);
    if (!(await context.world.principalExists(arn))) {
      throw invalidParameter(rules.at, 'Principal not found', `'${principal}' does not exist`);
    }
  }
}

function statementsOf(policyText: string, refuse: (reason: string) => Error): Statement[] {
  let policy: unknown;
  try {
    policy = JSON.parse(policyText);
  } catch {
    throw refuse('not JSON');
  }
  if (!isObject(policy)) throw refuse('not an object');
  const { Version, Statement } = policy;
  if (Version !== '2012-10-17' && Version !== '2008-10-17')
    throw refuse('Version must be 2012-10-17 or 2008-10-17');
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0 || !statements.every(isObject)) throw refuse('Statement must hold statements');
  return statements.filter(isObject);
}

/** What is wrong with a statement, or undefined. */
function problemOf(statement: Statement, rules: PolicyRules, ownRepositories: string): string | undefined {
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.has(element));
  if (unknown !== undefined) return `no such element: ${unknown}`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'Effect must be Allow or Deny';
  if (!exactlyOne(statement, 'Principal', 'NotPrincipal')) return 'Principal or NotPrincipal is required';
  if (!validPrincipal(statement.Principal ?? statement.NotPrincipal)) return 'Principal is malformed';
  if (!exactlyOne(statement, 'Action', 'NotAction')) return 'Action or NotAction is required';
  return (
    actionProblem(statement, rules) ??
    resourceProblem(statement, rules, ownRepositories) ??
    conditionProblem(statement)
  );
}

function actionProblem(statement: Statement, { actions }: PolicyRules): string | undefined {
  const named = strings(statement.Action ?? statement.NotAction);
  if (named === undefined) return 'Action must be a string or strings';
  if (actions && statement.NotAction !== undefined) return 'NotAction is not accepted in policy scope V1';
  const accepted = (action: string) =>
    actions ? actions.includes(action) : action === '*' || /^ecr:[a-z*?]+$/i.test(action);
  const wrong = named.find((action) => !accepted(action));
  return wrong && `action ${wrong} is not accepted${actions ? ' in policy scope V1' : ''}`;
}

function resourceProblem(
  statement: Statement,
  rules: PolicyRules,
  ownRepositories: string,
): string | undefined {
  const given = exactlyOne(statement, 'Resource', 'NotResource');
  if (rules.kind === 'repository') {
    const any = statement.Resource !== undefined || statement.NotResource !== undefined;
    return any ? 'a repository policy has no Resource: it is the repository' : undefined;
  }
  const resources = strings(statement.Resource ?? statement.NotResource);
  if (!given || resources === undefined) return 'Resource is required';
  const foreign = resources.find((resource) => !namesRepositories(resource, ownRepositories));
  return foreign === undefined ? undefined : `${foreign} names no repository of this registry`;
}

function conditionProblem({ Condition }: Statement): string | undefined {
  if (Condition === undefined) return undefined;
  if (!isObject(Condition)) return 'Condition must be an object';
  const wrong = Object.entries(Condition).find(
    ([operator, keys]) => !OPERATOR.test(operator) || !isObject(keys),
  );
  return wrong && `no such condition: ${wrong[0]}`;
}

/** `ownRepositories` is `arn:…:repository/`; the pattern's partition, service, Region and account may hold wildcards. */
function namesRepositories(pattern: string, ownRepositories: string): boolean {
  if (pattern === '*') return true;
  const wanted = pattern.split(':');
  const own = ownRepositories.split(':');
  const globs = wanted.slice(0, 5).every((part, index) => glob(part).test(own[index] ?? ''));
  return globs && wanted.length === 6 && /^(?:repository\/.+|\*)$/.test(wanted[5] ?? '');
}

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.')}$`,
  );

function validPrincipal(principal: unknown): boolean {
  if (principal === '*') return true;
  if (!isObject(principal)) return false;
  const entries = Object.entries(principal);
  return (
    entries.length > 0 &&
    entries.every(([type, who]) => /^(?:AWS|Service|Federated)$/.test(type) && strings(who))
  );
}

/** The AWS principals that have to exist: not `*`, not services. */
function principalsOf({ Principal, NotPrincipal }: Statement): string[] {
  const principal = Principal ?? NotPrincipal;
  return (isObject(principal) ? (strings(principal.AWS) ?? []) : []).filter((who) => who !== '*');
}

function principalArn(principal: string, partition: string): string | undefined {
  if (/^[0-9]{12}$/.test(principal)) return `arn:${partition}:iam::${principal}:root`;
  const arn =
    /^arn:([^:]+):(?:iam::[0-9]{12}:(?:root|(?:role|user)\/[^*?]+)|sts::[0-9]{12}:assumed-role\/[^*?]+)$/;
  return arn.exec(principal)?.[1] === partition ? principal : undefined;
}

function exactlyOne(statement: Statement, one: string, other: string): boolean {
  return (statement[one] === undefined) !== (statement[other] === undefined);
}

function strings(value: unknown): string[] | undefined {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const texts = all.filter((item) => typeof item === 'string');
  return texts.length > 0 && texts.length === all.length ? texts : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
