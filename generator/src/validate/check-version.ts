// The version that a pin or an environment runs: it exists, and only the first stage follows `current`.
import { fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { listAnd, quote } from './describe-value.ts';
import type { Report } from './read-document.ts';

export interface Running {
  readonly version: string;
  /** `the base`, or the town's name. */
  readonly what: string;
  /** Versions whose folder exists. */
  readonly known: ReadonlySet<string>;
  /** The stage of the environment; unknown when the pipeline has a fault. */
  readonly stage: { readonly name: string; readonly first: boolean } | undefined;
}

/** Whether a version can run in a stage. */
export function checkVersion({ version, what, known, stage }: Running, place: Place, report: Report): void {
  if (!known.has(version)) {
    const releases = sortVersions(known);
    const hint =
      suggestHint(version, releases) ?? (releases.length > 0 ? `there is ${listAnd(releases)}` : undefined);
    report(fault('unknown-version', `${what} has no version ${quote(version)}`, place, { hint }));
  } else if (version === 'current' && stage && !stage.first) {
    const message = `"current" runs in the first stage only, and this is the stage ${quote(stage.name)}`;
    const newest = sortVersions(known).findLast((name) => RELEASE.test(name));
    const hint = newest === undefined ? 'release it first' : `pin a release, such as ${newest}`;
    report(fault('current-not-allowed', message, place, { hint }));
  }
}

export const RELEASE = /^v[0-9]{1,6}$/;
const MOST_NAMED = 6;

/** The newest few of what may be pinned: `current`, then releases by their number. */
function sortVersions(known: ReadonlySet<string>): string[] {
  const releases = [...known]
    .filter((name) => RELEASE.test(name))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  return [...(known.has('current') ? ['current'] : []), ...releases.slice(-MOST_NAMED)];
}
