import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology } from '../lib/topology/model';
import { TAKE_AWAY } from './environment';
import type { Lab } from './lab';

interface Profile {
  name: string;
  account: string;
  region: string;
}

/**
 * Writes an AWS CLI profile per account into the lab's directory, and a file to source that leads a shell into the lab and
 * to the manifest that was deployed there.
 * @returns what to tell whoever wants to look around
 */
export function writeProfiles(lab: Lab, topology: Topology, manifest: string): string {
  const profiles = profilesOf(topology);
  const { partition, deployment } = topology;
  const config = profiles.map(({ name, account, region }) =>
    [
      `[profile ${name}]`,
      `role_arn = arn:${partition}:iam::${account}:role/${deployment.roleName}`,
      'credential_source = Environment',
      `region = ${region}`,
      '',
    ].join('\n'),
  );
  const configFile = lab.variables['AWS_CONFIG_FILE'];
  if (configFile === undefined) throw new Error('the lab has no AWS_CONFIG_FILE');
  // Not from the environment, which beats the Region of a profile.
  const { AWS_REGION: region, ...others } = lab.variables;
  const variables = Object.entries(others).filter(([name]) => name !== 'AWS_DEFAULT_REGION');
  writeFileSync(configFile, [`[default]\nregion = ${region ?? topology.hub.home}\n`, ...config].join('\n'));

  const shellFile = join(lab.directory, 'lab.sh');
  const lines = [
    '# source this file: the shell then takes the lab for AWS',
    TAKE_AWAY,
    `export BLUEPRINT=${quoted(manifest)}`,
    ...variables.map(([name, value]) => `export ${name}=${quoted(value)}`),
  ];
  writeFileSync(shellFile, `${lines.join('\n')}\n`);
  const example = profiles.find(({ name }) => name !== 'hub' && name !== 'state')?.name ?? 'hub';
  return [
    `to look around in another shell, while this one keeps the lab up:`,
    `  . ${quoted(shellFile)}`,
    `  aws --profile ${example} ecr describe-pull-through-cache-rules`,
    `profiles: ${profiles.map(({ name }) => name).join(', ')}`,
  ].join('\n');
}

/** One per account, in its first Region; the hub goes by `hub`, the state account by `state` when it is another. */
function profilesOf({ registries, hub, state }: Topology): Profile[] {
  const profiles: Profile[] = [{ name: 'hub', account: hub.account, region: hub.home }];
  if (state && state.account !== hub.account) {
    profiles.push({ name: 'state', account: state.account, region: state.region });
  }
  for (const registry of registries) {
    if (registry.kind === 'hub') continue;
    const name = `${registry.environment}-${registry.accountName}`;
    if (profiles.some((profile) => profile.name === name)) continue;
    profiles.push({ name, account: registry.account, region: registry.region });
  }
  return profiles;
}

function quoted(value: string): string {
  return /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
