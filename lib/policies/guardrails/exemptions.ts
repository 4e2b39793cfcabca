import type { Guardrails } from '../../topology/protection-model';
import type { Topology } from '../../topology/model';
import { rolePattern } from '../../topology/names';
import type { Statement } from '../document';

export type Condition = NonNullable<Statement['Condition']>;

/** What every guardrail is made for: the organization, and who in it is exempt. */
export interface Context {
  readonly topology: Topology;
  readonly guardrails: Guardrails;
}

/** Exempts the holders of the break-glass tag, if the manifest has one: the statement binds whoever has no such tag. */
export function unlessBreakGlass({ guardrails }: Context): Condition {
  const { breakGlass } = guardrails;
  return breakGlass === undefined
    ? {}
    : { Null: { [`aws:PrincipalTag/${breakGlass.principalTag}`]: 'true' } };
}

/** Exempts the deploy role of every account, and break-glass. */
export function unlessDeployer(context: Context): Condition {
  const { partition, deployment } = context.topology;
  return {
    ArnNotLike: { 'aws:PrincipalArn': rolePattern(partition, deployment.roleName) },
    ...unlessBreakGlass(context),
  };
}

/** No empty Condition: IAM refuses it. */
export function only(condition: Condition): Pick<Statement, 'Condition'> {
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
}

/** Tag keys are compared without regard to case in conditions on principals and resources, so here as well. */
export function namesTag(key: string): Condition {
  return { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': key } };
}
