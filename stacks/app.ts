import { App } from 'cdktf';
import type { Stack, Topology } from '../lib/topology/model';
import { CredentialsStack } from './credentials-stack';
import { EnvironmentStack } from './environment-stack';
import { GuardrailsStack } from './guardrails-stack';
import { assertSound } from './guards';
import { HubStack } from './hub-stack';
import { NetworkStack } from './network-stack';
import { ReplicationStack } from './replication-stack';
import { StateStack } from './state-stack';

export interface AppOptions {
  /** Absolute folder of local state files. */
  readonly stateDirectory: string;
  /** Where `synth` writes. @default - `CDKTF_OUTDIR`, else `cdktf.out` */
  readonly outdir?: string;
}

/** Topology → CDKTF app, one stack per account and Region; refuses what CDKTF would lose silently. */
export function buildApp(topology: Topology, { stateDirectory, outdir }: AppOptions): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  for (const stack of topology.stacks) addStack(app, topology, stack, stateDirectory);
  assertSound(app);
  return app;
}

function addStack(app: App, topology: Topology, stack: Stack, stateDirectory: string): void {
  const base = { topology, stateDirectory };
  switch (stack.kind) {
    case 'state':
      new StateStack(app, { ...base, stack });
      return;
    case 'credentials':
      new CredentialsStack(app, { ...base, stack });
      return;
    case 'hub':
      new HubStack(app, { ...base, stack });
      return;
    case 'pull-through':
    case 'replicated':
      new EnvironmentStack(app, { ...base, stack });
      return;
    case 'network':
      new NetworkStack(app, { ...base, stack });
      return;
    case 'replication':
      new ReplicationStack(app, { ...base, stack });
      return;
    case 'guardrails':
      new GuardrailsStack(app, { ...base, stack });
      return;
  }
}

/**
 * Runs `build` without ts-node's source maps: CDKTF takes a stack trace for every token, and mapping those that nobody
 * reads is a third of the time. An error that escapes has its plain stack.
 */
export function withoutSourceMaps(build: () => void): void {
  const traces = Error as { prepareStackTrace?: unknown };
  const { prepareStackTrace } = traces;
  traces.prepareStackTrace = undefined;
  try {
    build();
  } finally {
    traces.prepareStackTrace = prepareStackTrace;
  }
}
