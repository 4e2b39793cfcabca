import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { checked } from '../lib/checks/all';
import { loadManifest, parseManifest, type LoadedManifest } from '../lib/manifest/load';
import type {
  HubRegistry,
  PullThroughRegistry,
  Registry,
  ReplicatedRegistry,
} from '../lib/topology/registry-model';
import type { Stack, Topology } from '../lib/topology/model';
import { registryStackId } from '../lib/topology/names';

const exampleFile = join(__dirname, '..', 'blueprint.yaml');

/** The repository's example, with some values set: `{ 'hub.regions': ['eu-west-1', 'us-east-1'] }`; undefined removes. */
export function example(changes: Readonly<Record<string, unknown>> = {}): Topology {
  return meaning(parseManifest(exampleSource(changes), 'blueprint.yaml'));
}

/** What the manifest in a file means. */
export function topologyOf(file: string): Topology {
  return meaning(loadManifest(file));
}

function meaning(loaded: LoadedManifest): Topology {
  return checked(loaded, new Date('2026-11-01T00:00:00Z')).topology;
}

export function exampleSource(changes: Readonly<Record<string, unknown>> = {}): string {
  const document = parseDocument(readFileSync(exampleFile, 'utf8'));
  for (const [path, value] of Object.entries(changes)) {
    if (value === undefined) document.deleteIn(keys(path));
    else document.setIn(keys(path), document.createNode(value));
  }
  return document.toString();
}

export function registry(topology: Topology, stackId: string, kind: 'hub'): HubRegistry;
export function registry(topology: Topology, stackId: string, kind: 'pull-through'): PullThroughRegistry;
export function registry(topology: Topology, stackId: string, kind: 'replicated'): ReplicatedRegistry;
export function registry(topology: Topology, stackId: string, kind: Registry['kind']): Registry {
  const found = topology.registries.find((candidate) => registryStackId(candidate) === stackId);
  if (found?.kind !== kind) throw new Error(`no ${kind} registry ${stackId}`);
  return found;
}

export function stackIds(topology: Topology, kind?: Stack['kind']): string[] {
  return topology.stacks.filter((stack) => kind === undefined || stack.kind === kind).map(({ id }) => id);
}

function keys(path: string): (string | number)[] {
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
