// Two renderings of a town in, one cell of the reference page out: `Deployment: spec.template.spec.hostname`.
import { diffValues } from '../../src/compare/diff-values.ts';
import { spellPath } from '../../src/compare/report/spell.ts';
import type { KubernetesObject } from '../../src/model/manifest.ts';

/** More kinds than this change alike only when every object does. */
const FEW = 3;

/** What the second rendering has otherwise; the empty text when nothing. */
export function describeEffect(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): string {
  const pairs = pairObjects(before, after);
  const made = pairs.filter((pair) => !pair.before).map(({ kind }) => withArticle(kind));
  const gone = pairs.filter((pair) => !pair.after).map(({ kind }) => `no ${kind}`);
  const kindsOf = new Map<string, Set<string>>();
  for (const pair of pairs) {
    if (!pair.before || !pair.after) continue;
    for (const { path } of diffValues(pair.before, pair.after)) {
      const field = spellPath(path);
      kindsOf.set(field, (kindsOf.get(field) ?? new Set()).add(pair.kind));
    }
  }
  return [...new Set([...made, ...gone, ...spellFields(kindsOf)])].join('; ');
}

interface Pair {
  readonly kind: string;
  readonly before?: KubernetesObject | undefined;
  readonly after?: KubernetesObject | undefined;
}

/** By kind and name; what is left of a kind is paired in order, so that a new name is a change of the name. */
function pairObjects(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): Pair[] {
  const identify = ({ kind, metadata }: KubernetesObject) => `${kind}/${metadata.name}`;
  const old = new Map(before.map((object) => [identify(object), object]));
  const present = new Set(after.map(identify));
  const leftOver = before.filter((object) => !present.has(identify(object)));
  const pairs = after.map((object): Pair => {
    const same = old.get(identify(object));
    if (same) return { kind: object.kind, before: same, after: object };
    const at = leftOver.findIndex(({ kind }) => kind === object.kind);
    const [renamed] = at === -1 ? [] : leftOver.splice(at, 1);
    return { kind: object.kind, before: renamed, after: object };
  });
  return [...pairs, ...leftOver.map((object): Pair => ({ kind: object.kind, before: object }))];
}

/** Fields of the same objects together, in the order in which they were found. */
function spellFields(kindsOf: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const fieldsOf = new Map<string, string[]>();
  for (const [field, kinds] of kindsOf) {
    const owner = kinds.size > FEW ? 'every object' : [...kinds].sort().join(', ');
    fieldsOf.set(owner, [...(fieldsOf.get(owner) ?? []), field]);
  }
  return [...fieldsOf].map(
    ([owner, fields]) => `${owner}: ${fields.map((field) => `\`${field}\``).join(', ')}`,
  );
}

function withArticle(kind: string): string {
  return /^[AEIOU]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}
