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
const SIZES = [250, 1000];
/** What design decisions are held to; the process fails above it. */
const HIGHEST_RATIO = 0.6;

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
  print('example', best([() => synthesize(join(PROJECT, 'blueprint.yaml'))])[0]);
  let ratio = 0;
  for (const size of SIZES) {
    const manifest = manifestOf(size);
    const [ours, plain] = best([() => synthesize(manifest), () => run(['bench/plain.ts', String(size)], {})]);
    print(`${size} environment stacks`, ours);
    print(`${size} stacks, plain CDKTF`, plain);
    ratio = (ours?.seconds ?? 0) / (plain?.seconds ?? 1);
    console.log(`${'ratio'.padEnd(28)} ${ratio.toFixed(2)} of plain CDKTF`);
  }
  return ratio <= HIGHEST_RATIO ? 0 : 1;
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

function print(what: string, figure: Figure | undefined): void {
  console.log(`${what.padEnd(28)} ${figure?.seconds.toFixed(2)} s  ${figure?.megabytes.toFixed(0)} MB`);
}
