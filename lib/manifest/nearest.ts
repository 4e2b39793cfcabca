/** ` (did you mean "name"?)`, or nothing if no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` (did you mean "${candidate}"?)`;
}

/** The candidate that takes the fewest typing errors to become the word, if they are few for its length. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const [best] = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, errors: typingErrors(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.errors - b.errors);
  return best !== undefined && best.errors <= limit ? best.candidate : undefined;
}

/** Letters left out, put in, changed or swapped with their neighbour (optimal string alignment). */
function typingErrors(from: string, to: string): number {
  const far = from.length + to.length;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? far) + 1,
          (current[column - 1] ?? far) + 1,
          (last[column - 1] ?? far) + changed,
          swapped ? (beforeLast[column - 2] ?? far) + 1 : far,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? far;
}
