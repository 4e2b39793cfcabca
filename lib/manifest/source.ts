import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { ManifestError, pathText, type Finding, type Path, type Position, type Problem } from './problems';

/** Far above any manifest. A larger file is something else, and would keep the parser busy for long. */
const MAX_BYTES = 1024 * 1024;

/** A YAML file as plain data that remembers where everything stood. */
export interface ManifestSource {
  readonly value: unknown;
  /** Of the value at that path, or of its nearest ancestor in the file. */
  position(path: Path, at?: 'key'): Position;
  /** The value as it was written, if it is a scalar without quotes: `012`, where `value` has the number 12. */
  token(path: Path): string | undefined;
  problem(finding: Finding): Problem;
}

/** YAML 1.2 → data. Throws a ManifestError with every syntax error, duplicate key, alias and merge key. */
export function readSource(source: string, file: string): ManifestSource {
  const start = { file, line: 1, column: 1, path: '' };
  const size = Buffer.byteLength(source);
  if (size > MAX_BYTES) {
    throw new ManifestError([
      { ...start, message: `found ${size} bytes, expected a manifest of at most ${MAX_BYTES}` },
    ]);
  }

  const lines = new LineCounter();
  // `schema` holds against a %YAML 1.1 directive, in which `on` is a boolean and 012 is octal.
  // Duplicate keys are found below: the parser's own search is quadratic and does not say where the first one is.
  const document = parseDocument(source.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    merge: false,
    uniqueKeys: false,
  });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };

  const problems = [
    ...syntaxProblems(document, positionAt),
    ...keyProblems(document.contents, [], positionAt),
  ];
  if (problems.length > 0) throw new ManifestError(problems);
  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    const message =
      'found nothing, expected a manifest with name, organization, hub and environments at least';
    throw new ManifestError([{ ...start, message }]);
  }
  const position = (path: Path, at?: 'key') => positionAt(offsetOf(locate(document, path), at));
  return {
    value,
    position,
    token: (path) => plainToken(locate(document, path).node),
    problem: ({ path, message, at }) => {
      const { node, depth } = locate(document, path);
      // A path into a scalar comes from its long form, which the author did not write.
      const written = isCollection(node) ? path : path.slice(0, depth);
      return { ...position(path, at), path: pathText(written), message };
    },
  };
}

interface Located {
  readonly node: Node | null;
  readonly key: Node | undefined;
  /** Length of the part of the path that is in the file. */
  readonly depth: number;
}

function locate(document: Document, path: Path): Located {
  let located: Located = { node: document.contents, key: undefined, depth: 0 };
  for (const segment of path) {
    const { node, depth } = located;
    if (isMap<Node, Node | null>(node)) {
      const pair = pairs(node).get(String(segment));
      if (pair === undefined) return located;
      located = { node: pair.value, key: pair.key, depth: depth + 1 };
    } else if (isSeq<Node>(node) && typeof segment === 'number' && node.items[segment] !== undefined) {
      located = { node: node.items[segment], key: undefined, depth: depth + 1 };
    } else {
      return located;
    }
  }
  return located;
}

const pairsOf = new WeakMap<YAMLMap, Map<string | undefined, Pair<Node, Node | null>>>();

/** By key, remembered: a file may have as many problems as keys. */
function pairs(map: YAMLMap<Node, Node | null>): Map<string | undefined, Pair<Node, Node | null>> {
  const known = pairsOf.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]));
  pairsOf.set(map, known);
  return known;
}

/** A block starts on the line below its key, and an empty value nowhere: for both, the key says more. */
function offsetOf({ node, key }: Located, at?: 'key'): number {
  const isBlock = isCollection(node) && node.flow !== true;
  const isEmpty = node === null || (isScalar(node) && node.source === '');
  const shown = key !== undefined && (at === 'key' || isBlock || isEmpty) ? key : node;
  return shown?.range?.[0] ?? 0;
}

function plainToken(node: Node | null): string | undefined {
  return isScalar(node) && node.type === Scalar.PLAIN ? node.source : undefined;
}

function keyText(key: Node): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

const clearer: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'found a tab, expected spaces as indentation',
  MULTIPLE_DOCS: 'found a second document, expected one',
  BLOCK_AS_IMPLICIT_KEY:
    'found a key where no map can start, expected the indentation of the line above, or quotes around a value that contains ": "',
};

function syntaxProblems({ errors, warnings }: Document, positionAt: (offset: number) => Position): Problem[] {
  const overflow = errors.find(({ message }) => message.includes('call stack'));
  if (overflow !== undefined) {
    return [{ ...positionAt(0), path: '', message: 'found too many levels, expected a manifest' }];
  }
  // A warning means that the parser guessed, for instance at an unknown tag.
  return [...errors, ...warnings].map(({ code, message, pos: [offset] }) => ({
    ...positionAt(offset),
    path: '',
    message:
      clearer[code] ??
      message.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, ''),
  }));
}

/** What YAML allows and a manifest does not. */
function keyProblems(node: Node | null, path: Path, positionAt: (offset: number) => Position): Problem[] {
  const problem = (at: Node, where: Path, message: string): Problem => ({
    ...positionAt(at.range?.[0] ?? 0),
    path: pathText(where),
    message,
  });
  if (isAlias(node)) {
    return [problem(node, path, `found the alias *${node.source}, expected the value itself`)];
  }
  if (isSeq<Node>(node)) {
    return node.items.flatMap((item, index) => keyProblems(item, [...path, index], positionAt));
  }
  if (!isMap<Node, Node | null>(node)) return [];

  const first = new Map<string, Node>();
  return node.items.flatMap(({ key, value }) => {
    const text = keyText(key);
    const token = plainToken(key);
    if (text === undefined) return [problem(key, path, 'found a key that is no string, expected a string')];
    const here = [...path, text];
    if (token === '<<') return [problem(key, path, 'found the merge key <<, expected the keys themselves')];
    if (isScalar(key) && typeof key.value !== 'string') {
      const message = `found the key ${token ?? text}, which is no string, expected it in quotes: "${token ?? text}"`;
      return [problem(key, path, message)];
    }
    // JavaScript would take it for the prototype of the whole map, and lose it.
    if (text === '__proto__') return [problem(key, path, 'found the key __proto__, expected any other name')];
    const earlier = first.get(text);
    if (earlier !== undefined) {
      const { line } = positionAt(earlier.range?.[0] ?? 0);
      return [
        problem(key, here, `found the key "${text}" again, expected it once: it is on line ${line} already`),
      ];
    }
    first.set(text, key);
    return keyProblems(value, here, positionAt);
  });
}
