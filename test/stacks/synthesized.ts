import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Topology } from '../../lib/topology/model';
import { buildApp } from '../../stacks/app';

export interface Synthesized {
  readonly provider: Record<string, Record<string, unknown>[]>;
  readonly terraform: Record<string, unknown>;
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
  readonly data?: Record<string, Record<string, Record<string, unknown>>>;
  readonly variable?: Record<string, Record<string, unknown>>;
  readonly removed?: readonly { from: string; lifecycle: { destroy: boolean } }[];
  readonly import?: readonly { to: string; id: string }[];
}

/** Every stack as Terraform will read it: from disk, without CDKTF's metadata, JSON strings (policies) decoded. */
export function synthesize(topology: Topology): Record<string, Synthesized> {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    buildApp(topology, { stateDirectory: '/manifests', outdir }).synth();
    const stacks = join(outdir, 'stacks');
    return Object.fromEntries(
      readdirSync(stacks).map((id) => [
        id,
        decode(JSON.parse(readFileSync(join(stacks, id, 'cdk.tf.json'), 'utf8'))) as Synthesized,
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** `aws_iam_role.role-fetch` and so on, of every resource and data source. */
export function addresses({ resource = {}, data = {} }: Synthesized): string[] {
  const of = (blocks: Record<string, Record<string, unknown>>, prefix: string) =>
    Object.entries(blocks).flatMap(([type, ids]) => Object.keys(ids).map((id) => `${prefix}${type}.${id}`));
  return [...of(resource, ''), ...of(data, 'data.')].sort();
}

function decode(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{"'))
    return decode(JSON.parse(value.replaceAll('$${', '${')));
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '//')
      .map(([key, inner]) => [key, decode(inner)]),
  );
}
