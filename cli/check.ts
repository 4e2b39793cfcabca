import { Command } from 'commander';
import { quotas } from '../lib/catalog/quotas';
import { examine, type LocatedFinding } from '../lib/checks/all';
import { repositoryNameBudget, withRules, type Usage } from '../lib/checks/usage';
import { loadManifest, ManifestError } from '../lib/manifest/load';
import { problemLine, type Problem } from '../lib/manifest/problems';
import { registryStackId } from '../lib/topology/names';

/** What a manifest uses of AWS's quotas, and what is left. */
interface Headroom {
  readonly usage: readonly Usage[];
  /** Per rule: the characters that its prefix leaves to the path of an upstream repository. */
  readonly repositoryNames: readonly {
    readonly stack: string;
    readonly prefix: string;
    readonly left: number;
  }[];
}

interface Report {
  /** Errors of syntax and schema have no id, severity `error` and no reason beyond their message. */
  readonly findings: readonly (Problem & Partial<LocatedFinding>)[];
  readonly headroom: Headroom | undefined;
}

/** `check`: everything that is wrong with a manifest, and the headroom below AWS's quotas. Exit 1 on errors. */
export function checkCommand(file: string, now: () => Date, print: (text: string) => void): Command {
  return new Command('check')
    .description('what is wrong with the manifest, and how much of AWS quotas it uses')
    .option('--json', 'one JSON object: findings and headroom')
    .action(({ json = false }: { json?: boolean }) => {
      const report = reportOn(file, now());
      print(json ? JSON.stringify(report, null, 2) : text(report));
      if (report.findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

function reportOn(file: string, now: Date): Report {
  try {
    const loaded = loadManifest(file);
    const { topology, usage, findings } = examine(loaded, now);
    const longest = usage.find(({ quota }) => quota === 'repository-name-length')?.limit ?? 256;
    return {
      findings,
      headroom: {
        usage,
        repositoryNames: topology.registries.filter(withRules).flatMap((registry) =>
          registry.rules.map((rule) => ({
            stack: registryStackId(registry),
            ...repositoryNameBudget(rule, longest),
          })),
        ),
      },
    };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return {
      findings: error.problems.map((problem) => ({ ...problem, severity: 'error' as const })),
      headroom: undefined,
    };
  }
}

function text({ findings: found, headroom }: Report): string {
  const parts = [...found.map(findingText), ...(headroom === undefined ? [] : [headroomText(headroom)])];
  const count = (severity: string) => found.filter((finding) => finding.severity === severity).length;
  return [...parts, `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`].join(
    '\n\n',
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function findingText(finding: Report['findings'][number]): string {
  const { severity, why, source } = finding;
  return [
    `${severity}: ${problemLine(finding)}`,
    ...(why === undefined ? [] : [`  why: ${why}`]),
    ...(source === undefined ? [] : [`  see: ${source}`]),
  ].join('\n');
}

/** A line per stack: the most that one thing of it uses of each quota, and what its longest prefix leaves. */
function headroomText({ usage: rows, repositoryNames }: Headroom): string {
  const used = quotas.filter(({ id }) => rows.some(({ quota }) => quota === id));
  const stacks = [...new Set(rows.map(({ stack }) => stack))];
  return table([
    ['headroom', ...used.map(({ id }) => id), 'left for upstream paths'],
    ...stacks.map((stack) => [
      stack,
      ...used.map(({ id }) => {
        const most = rows
          .filter((row) => row.stack === stack && row.quota === id)
          .sort((a, b) => b.used - a.used)[0];
        return most === undefined ? '' : `${most.used}/${most.limit}`;
      }),
      ...leastLeft(repositoryNames.filter((row) => row.stack === stack).map(({ left }) => left)),
    ]),
  ]);
}

function leastLeft(left: readonly number[]): string[] {
  return left.length === 0 ? [] : [String(Math.min(...left))];
}

/** Columns as wide as their widest cell. */
function table(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
