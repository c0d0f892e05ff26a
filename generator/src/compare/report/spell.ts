// Words that all formats of the report share: effects, fields, values, places.
import type { YamlPath } from '../../diagnostics/fault.ts';
import type { BudgetLine } from '../budget.ts';
import type { Effect, FieldChange } from '../change.ts';
import type { FoldedChange } from '../fold-changes.ts';
import type { VersionMove } from './report.ts';
import { plural } from './summarize.ts';
import { cut } from './wrap.ts';

const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  none: 'nothing',
  metadata: 'labels and annotations',
  configuration: 'reconfigured',
  scale: 'scaled',
  restart: 'restarts',
  recreate: 'recreated',
  create: 'created',
  delete: 'deleted',
  'data-loss': 'DELETED WITH ITS DATA',
};

/** `restarts (6 pods)`. */
export function spellEffect({ effect, restarts }: Pick<FoldedChange, 'effect' | 'restarts'>): string {
  return restarts === 0 ? EFFECT_WORDS[effect] : `${EFFECT_WORDS[effect]} (${plural(restarts, 'pod')})`;
}

/** `spec.template.spec.containers[0].image`. */
export function spellPath(path: YamlPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const plain = /^[A-Za-z0-9_-]+$/.test(step);
      return plain ? `${index === 0 ? '' : '.'}${step}` : `["${step}"]`;
    })
    .join('');
}

const LONGEST_VALUE = 160;
const SHORTEST_VALUE = 20;
const HASH = /^[0-9a-f]{40,}$/;
const SHORT_HASH = 12;

/** A value on one line, shortened; `-` where there is none. */
function spellValue(value: unknown, longest: number): string {
  if (value === undefined) return '-';
  if (typeof value === 'string' && HASH.test(value)) return `${value.slice(0, SHORT_HASH)}…`;
  const text = typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
  return cut(text, longest);
}

/** `spec.replicas: 2 -> 3`. */
export function spellField({ path, before, after }: FieldChange, longest = LONGEST_VALUE): string {
  const [old, wanted] =
    typeof before === 'string' && typeof after === 'string' ? trimCommon(before, after) : [before, after];
  return `${spellPath(path)}: ${spellValue(old, longest)} -> ${spellValue(wanted, longest)}`;
}

/** The same on a line of `width`: what both values begin with goes first, then the end of both. */
export function spellFieldWithin(field: FieldChange, width: number): string {
  const whole = spellField(field);
  if (whole.length <= width) return whole;
  const { path, before, after } = field;
  const [old, wanted] =
    typeof before === 'string' && typeof after === 'string' ? trimStart(before, after) : [before, after];
  const room = width - spellPath(path).length - ':  -> '.length;
  const shorter = Math.min(...[old, wanted].map((value) => spellValue(value, LONGEST_VALUE).length));
  const longest = Math.max(SHORTEST_VALUE, Math.floor(room / 2), room - shorter);
  return cut(spellField({ path, before: old, after: wanted }, longest), width);
}

/** Of two texts on one line, the parts from where they differ: `…shop:1.0.0` and `…shop:1.1.0`. */
function trimStart(before: string, after: string): [string, string] {
  let common = 0;
  while (common < before.length && before[common] === after[common]) common++;
  const start = before.slice(0, common).search(/[^/\s]*$/);
  return start < 2 || /\n/.test(before + after)
    ? [before, after]
    : [`…${before.slice(start)}`, `…${after.slice(start)}`];
}

/** Of two texts of several lines, the lines that differ. */
function trimCommon(before: string, after: string): [string, string] {
  const [old, wanted] = [before.split('\n'), after.split('\n')];
  if (old.length === 1 && wanted.length === 1) return [before, after];
  const least = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < least && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < least - start && old.at(-1 - end) === wanted.at(-1 - end)) end++;
  const cut = (lines: readonly string[]) =>
    lines
      .slice(start, lines.length - end)
      .map((line) => line.trim())
      .join('\n');
  return [cut(old), cut(wanted)];
}

/** `stages 2 of 1 (canary, regions)`. */
export function spellBudget({ measure, used, limit, names }: BudgetLine): string {
  const list = names.length === 0 ? '' : ` (${names.join(', ')})`;
  return `${measure} ${used}${limit === undefined ? '' : ` of ${limit}`}${list}`;
}

/** Moves of one subject between the same versions, with all their environments: `simple-town v1 -> v2 in …`. */
export function spellMoves(moves: readonly VersionMove[]): string[] {
  const folded = new Map<string, string[]>();
  for (const { subject, from, to, environment, retired } of moves) {
    const key = `${subject} ${from ?? 'not pinned'} -> ${retired ? 'retired' : (to ?? 'not pinned')}`;
    folded.set(key, [...(folded.get(key) ?? []), environment]);
  }
  return [...folded].map(([key, environments]) => `${key} in ${environments.join(', ')}`);
}
