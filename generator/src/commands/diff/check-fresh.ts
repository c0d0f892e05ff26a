// Whether the trees of the work tree are what its files would render: a difference that misses the half of it must not
// look whole.
import { type Fault, fault, hasErrors } from '../../diagnostics/fault.ts';
import type { GitRepository } from '../../load/git/git-repository.ts';
import { renderRepository } from '../../pipeline.ts';
import type { Selection } from '../../selection.ts';
import { planWrites } from '../../write/plan-writes.ts';
import type { Side } from './read-side.ts';

const INPUT = ['towns', 'base', 'environments', 'clusters'];

/** Faults of what is not committed yet: errors of the files, or a warning that they are not rendered. */
export function checkFresh(root: string, git: GitRepository, { model }: Side): Fault[] {
  const changed = git.listChanged(INPUT);
  if (changed.length === 0) return [];
  const pinned = new Set([...model.environments.values()].flatMap(({ pins }) => [...pins.keys()]));
  const selection = selectChanged(changed, pinned);
  if (!selection) return [];
  const rendering = renderRepository({ root, selection, everything: false });
  if (hasErrors(rendering.faults)) return rendering.faults.filter(({ severity }) => severity === 'error');
  const { plan } = planWrites(root, rendering.files, rendering.owned);
  const stale = plan.create.length + plan.update.length + plan.remove.length;
  if (stale === 0) return [];
  const files = stale === 1 ? '1 rendered file is' : `${stale} rendered files are`;
  const message = `${files} not what would be rendered, and only what is rendered is compared`;
  const [first] = [...plan.update, ...plan.create].map(({ path }) => path).concat(plan.remove);
  const place = first === undefined ? undefined : { file: first };
  return [fault('tree-stale', message, place, { severity: 'warning', hint: 'run townhall render first' })];
}

/** Undefined: nothing of it is rendered. */
function selectChanged(changed: readonly string[], pinned: ReadonlySet<string>): Selection | undefined {
  const towns = new Set<string>();
  for (const path of changed) {
    if (/^environments\/(?:holds|overrides)\//.test(path)) continue;
    const town =
      path.match(/^towns\/([^/]+)\//)?.[1] ??
      path.match(/^environments\/.+\/pins\/([^/]+)\.yaml$/)?.[1] ??
      path.match(/^environments\/.+?\/manifests\/([^/_][^/]*)\//)?.[1];
    if (town === undefined) return {};
    towns.add(town);
  }
  const wanted = [...towns].filter((town) => pinned.has(town));
  if (wanted.length < towns.size) return {};
  return wanted.length === 0 ? undefined : { towns: wanted };
}
