import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Document, parseDocument } from 'yaml';

/**
 * `npm run bench`: how long a synthesis takes and how much memory, best of three, as `npx ts-node main.ts` runs it. The
 * floor, plain CDKTF with the same resources, runs in turn with ours: the ratio holds where seconds do not.
 */
const PROJECT = resolve(__dirname, '..');
const RUNS = 3;
const SMALL = 250;
const LARGE = 1000;
/** What the process fails above. No budget in seconds: they are the machine's. */
const BUDGET = { exampleMegabytes: 220, largeMegabytes: 300, ofPlainCdktf: 0.6, growth: LARGE / SMALL };

interface Figure {
  readonly seconds: number;
  readonly megabytes: number;
}

const directory = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  process.exitCode = report();
} finally {
  rmSync(directory, { recursive: true });
}

function report(): number {
  const manifests = { small: manifestOf(SMALL), large: manifestOf(LARGE) };
  const [example, small, large, plain] = best([
    () => synthesize(join(PROJECT, 'blueprint.yaml')),
    () => synthesize(manifests.small),
    () => synthesize(manifests.large),
    () => run(['bench/plain.ts', String(LARGE)], {}),
  ]) as [Figure, Figure, Figure, Figure];
  print('example', example);
  print(`${SMALL} environment stacks`, small);
  print(`${LARGE} environment stacks`, large);
  print(`${LARGE} stacks, plain CDKTF`, plain);
  const measured: Record<keyof typeof BUDGET, number> = {
    exampleMegabytes: example.megabytes,
    largeMegabytes: large.megabytes,
    ofPlainCdktf: large.seconds / plain.seconds,
    growth: large.seconds / small.seconds,
  };
  const names = Object.keys(BUDGET) as (keyof typeof BUDGET)[];
  for (const name of names)
    console.log(`${name.padEnd(28)} ${measured[name].toFixed(2)} (at most ${BUDGET[name]})`);
  return names.every((name) => measured[name] <= BUDGET[name]) ? 0 : 1;
}

/** The example, with as many staging accounts as asked for. */
function manifestOf(size: number): string {
  const document: Document = parseDocument(readFileSync(join(PROJECT, 'blueprint.yaml'), 'utf8'));
  const accounts = Object.fromEntries(
    Array.from({ length: size }, (_, i) => [`a${i}`, String(100000000000 + i)]),
  );
  document.setIn(['environments', 'staging', 'accounts'], document.createNode(accounts));
  const file = join(directory, `${size}.yaml`);
  writeFileSync(file, document.toString());
  return file;
}

/** The best of several runs of each, in turn. */
function best(measures: readonly (() => Figure)[]): Figure[] {
  const rounds = Array.from({ length: RUNS }, () => measures.map((measure) => measure()));
  return measures.map((_, index) => ({
    seconds: Math.min(...rounds.map((round) => round[index]?.seconds ?? Infinity)),
    megabytes: Math.min(...rounds.map((round) => round[index]?.megabytes ?? Infinity)),
  }));
}

function synthesize(manifest: string): Figure {
  return run(['main.ts'], { BLUEPRINT: manifest });
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv): Figure {
  const usage = join(directory, 'usage');
  rmSync(usage, { force: true });
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync('npx', ['ts-node', ...args], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...environment,
      CDKTF_OUTDIR: join(directory, 'out'),
      USAGE_FILE: usage,
      NODE_OPTIONS: `--require ${join(PROJECT, 'bench', 'usage.cjs')}`,
    },
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`ts-node ${args.join(' ')} failed:\n${stderr}`);
  const kilobytes = readFileSync(usage, 'utf8').trim().split('\n').map(Number);
  return { seconds, megabytes: Math.max(...kilobytes) / 1024 };
}

function print(what: string, { seconds, megabytes }: Figure): void {
  console.log(`${what.padEnd(28)} ${seconds.toFixed(2)} s  ${megabytes.toFixed(0)} MB`);
}
