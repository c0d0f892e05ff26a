// Words that all formats of the report share: effects, fields, values, places.
import type { YamlPath } from '../../diagnostics/fault.ts';
import type { Effect, FieldChange } from '../change.ts';
import type { FoldedChange } from '../fold-changes.ts';
import type { VersionMove } from './report.ts';
import { plural } from './summarize.ts';

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
export function spellEffect({ effect, restarts }: FoldedChange): string {
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
const HASH = /^[0-9a-f]{40,}$/;
const SHORT_HASH = 12;

/** A value on one line, shortened; `-` where there is none. */
export function spellValue(value: unknown): string {
  if (value === undefined) return '-';
  if (typeof value === 'string' && HASH.test(value)) return `${value.slice(0, SHORT_HASH)}…`;
  const text = typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}

/** `spec.replicas: 2 -> 3`. */
export function spellField({ path, before, after }: FieldChange): string {
  const [old, wanted] =
    typeof before === 'string' && typeof after === 'string' ? trimCommon(before, after) : [before, after];
  return `${spellPath(path)}: ${spellValue(old)} -> ${spellValue(wanted)}`;
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

/** Moves of one subject between the same versions, with all their environments: `simple-town v1 -> v2 in …`. */
export function spellMoves(moves: readonly VersionMove[]): string[] {
  const folded = new Map<string, string[]>();
  for (const { subject, from, to, environment } of moves) {
    const key = `${subject} ${from ?? 'not pinned'} -> ${to ?? 'not pinned'}`;
    folded.set(key, [...(folded.get(key) ?? []), environment]);
  }
  return [...folded].map(([key, environments]) => `${key} in ${environments.join(', ')}`);
}
