import { invalidParameter } from './parameters';
import type { Context, Operations, Registry } from './registry';

/**
 * Values of a setting, the initial one first, and those that PutAccountSetting accepts. The lab's registries start as those of
 * old accounts do, in scope V1: stacks that forget to set V2 fail here and not in the first old account.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html
 */
const SETTINGS: Record<string, { initial: string; accepted: readonly string[] } | undefined> = {
  REGISTRY_POLICY_SCOPE: { initial: 'V1', accepted: ['V2'] },
  BASIC_SCAN_TYPE_VERSION: { initial: 'AWS_NATIVE', accepted: ['AWS_NATIVE'] },
  BLOB_MOUNTING: { initial: 'DISABLED', accepted: ['ENABLED', 'DISABLED'] },
};

export const accountSettings = {
  GetAccountSetting: ({ registry }: Context, { name }) => ({ name, value: settingOf(registry, name) }),

  PutAccountSetting({ registry }: Context, { name, value }) {
    const { accepted } = known(name);
    if (!accepted.includes(value)) {
      throw invalidParameter('value', `Member must satisfy enum value set: [${accepted.join(', ')}]`);
    }
    registry.settings.set(name, value);
    return { name, value };
  },
} satisfies Partial<Operations>;

export function settingOf(registry: Registry, name: string): string {
  return registry.settings.get(name) ?? known(name).initial;
}

function known(name: string) {
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (setting) return setting;
  throw invalidParameter('name', `Member must satisfy enum value set: [${Object.keys(SETTINGS).join(', ')}]`);
}
