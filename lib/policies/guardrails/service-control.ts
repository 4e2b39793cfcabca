import type { GuardrailTarget } from '../../topology/protection-model';
import type { Statement } from '../document';
import { cacheProtection } from './caches';
import { computeImages } from './compute';
import type { Context } from './exemptions';
import { identityProtection } from './identities';
import { registryPerimeter } from './perimeter';
import { productionProtection } from './production';
import { registryProtection } from './registries';

/** What principals of a target's accounts cannot do, whatever IAM grants them. */
export function serviceControlStatements(context: Context, target: GuardrailTarget): Statement[] {
  const guarded = [
    ...registryProtection(context, target),
    ...identityProtection(context),
    ...registryPerimeter(context),
    ...(target.kind === 'replicated'
      ? productionProtection(context, target)
      : target.kind === 'state'
        ? []
        : cacheProtection(context, target)),
    ...computeImages(context),
  ];
  return [...guarded, ...breakGlassOver(context, guarded)];
}

/** The exemption closes by itself: after the date its holders can do less than anybody. */
function breakGlassOver({ guardrails }: Context, guarded: readonly Statement[]): Statement[] {
  const { breakGlass } = guardrails;
  if (breakGlass === undefined) return [];
  const tag = `aws:PrincipalTag/${breakGlass.principalTag}`;
  const exempting = guarded.filter(({ Condition }) => Condition?.['Null']?.[tag] === 'true');
  return [
    {
      Sid: 'BreakGlassIsOver',
      Effect: 'Deny',
      Action: [...new Set(exempting.flatMap(({ Action }) => Action))].sort(),
      Resource: '*',
      Condition: { Null: { [tag]: 'false' }, DateGreaterThan: { 'aws:CurrentTime': breakGlass.until } },
    },
  ];
}
