import { quota } from '../catalog/quotas';
import type { Manifest } from '../manifest/schema';
import type { Guardrails, GuardrailTarget } from './protection-model';
import type { Registry } from './registry-model';
import { home } from './rules';
import { liesIn, unitId } from './units';

/** What is guarded, in rollout order: the hub's and the state's account first, since they hold what the others trust. */
export function resolveGuardrails(
  manifest: Manifest,
  registries: readonly Registry[],
): Guardrails | undefined {
  const { guardrails, organization, hub, state } = manifest;
  if (guardrails === undefined) return undefined;
  const own = [...new Set([hub.account, ...(state === undefined ? [] : [state.account])])];
  const enforced = guardrails.units.some(({ mode }) => mode === 'enforce');
  const targets: GuardrailTarget[] = [
    ...own.map((account) => ({
      name: account === hub.account ? 'hub' : 'state',
      id: account,
      kind: account === hub.account ? ('hub' as const) : ('state' as const),
      mode: enforced ? ('enforce' as const) : ('observe' as const),
      environments: [],
    })),
    ...guardrails.units.flatMap(({ unit, mode }) => {
      const id = unitId(manifest, unit);
      if (id === undefined) return [];
      const inside = Object.entries(manifest.environments).filter(
        ([, { organizationalUnit: own }]) => own !== undefined && liesIn(manifest, own, unit),
      );
      return [
        {
          name: unit,
          id,
          kind: inside.some(([, { replicated }]) => replicated !== undefined)
            ? ('replicated' as const)
            : ('pull-through' as const),
          mode,
          environments: inside.map(([name]) => name),
        },
      ];
    }),
  ];
  return {
    account: organization.managementAccount,
    region: home(manifest),
    targets,
    regions: [...new Set(registries.map(({ region }) => region))].sort(),
    breakGlass: guardrails.breakGlass,
    limits: {
      serviceControlPolicySize: quota('service-control-policy-size', manifest.limits),
      resourceControlPolicySize: quota('resource-control-policy-size', manifest.limits),
    },
  };
}
