// What the commands of promotion start from: the repository as it is read, and the fleet that its pins and their
// history make.
import { ruleCodes } from '../../check/rules.ts';
import type { Fault } from '../../diagnostics/fault.ts';
import { readArrivals } from '../../load/git/read-arrivals.ts';
import { loadRepository } from '../../load/load-repository.ts';
import type { Fleet } from '../../promotion/fleet.ts';
import { listVersionFiles, readFleet, sourceBranch } from '../../promotion/read-fleet.ts';
import type { Model } from '../../validate/model.ts';
import { validate } from '../../validate/validate.ts';

export interface State {
  readonly root: string;
  readonly model: Model;
  readonly fleet: Fleet;
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

/** Reads the repository at `root` (absolute), and of the history what concerns the subjects; all of them unless said. */
export function readState(root: string, subjects?: ReadonlySet<string>): State {
  const { repository, faults } = loadRepository(root, {});
  const { model, faults: invalid } = validate(repository, { checks: ruleCodes });
  const files = listVersionFiles(model, subjects);
  const fleet = readFleet(model, readArrivals(root, sourceBranch(model), files));
  return { root, model, fleet, texts: repository.texts, faults: [...faults, ...invalid] };
}
