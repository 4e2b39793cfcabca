/** Keys and list indexes from the top of the manifest to a value. */
export type Path = readonly (string | number)[];

export interface Position {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
}

/** One thing that is wrong with a manifest, where it stands. */
export interface Problem extends Position {
  /** Such as `hub.regions[0]`; empty for the file as a whole. */
  readonly path: string;
  /** What was found, what is expected. Lower case, no full stop. */
  readonly message: string;
}

/** A problem that does not know its position yet. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** `key`: the key itself is wrong, not the value behind it. */
  readonly at?: 'key';
}

/** A manifest that cannot be used. The message is one line per problem, in the order of the file. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(sorted.map(problemLine).join('\n'));
    this.problems = sorted;
    // The reader can mend the manifest, not this code: our own frames would only bury the list.
    this.stack = this.message;
  }
}

/** `['hub', 'regions', 0]` → `hub.regions[0]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[\w-]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** `file:line:column path: message`. */
export function problemLine({ file, line, column, path, message }: Problem): string {
  return `${file}:${line}:${column}${path === '' ? '' : ` ${path}`}: ${message}`;
}
