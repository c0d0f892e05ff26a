// "Did you mean …?": a word that nobody knows in, the known word it most likely stands for out.

/** The candidate that `word` most likely means, or nothing when none is near; equal distances go by code units. */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > LONGEST) return undefined;
  const plain = foldSpelling(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > LONGEST) continue;
    const distance =
      foldSpelling(candidate) === plain ? 0 : nearDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance || (distance === bestDistance && best !== undefined && candidate < best)) {
      best = distance === Number.POSITIVE_INFINITY ? undefined : candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "ports"?`, or nothing when no candidate is near. */
export function suggestHint(word: string, candidates: Iterable<string>): string | undefined {
  const meant = suggest(word, candidates);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

const LONGEST = 128;

/** Words that differ only in case, hyphens, dots and underscores fold to the same text. */
function foldSpelling(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

/** One slip in a short word, two from six letters, three from nine; infinite beyond. */
function nearDistance(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  const limit = Math.min(3, Math.floor(longer / 3));
  if (limit === 0 || Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  const distance = editDistance(a, b);
  return distance <= limit ? distance : Number.POSITIVE_INFINITY;
}

/** Damerau-Levenshtein (optimal string alignment): inserted, lost, replaced and swapped letters count one each. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
