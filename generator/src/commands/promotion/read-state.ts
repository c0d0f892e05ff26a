// What the commands of promotion start from: the repository as it is read, and the fleet that its pins and their
// history make.
import { ruleCodes } from '../../check/rules.ts';
import type { Fault } from '../../diagnostics/fault.ts';
import { readArrivals } from '../../load/git/read-arrivals.ts';
import { loadRepository } from '../../load/load-repository.ts';
import type { Repository } from '../../model/repository.ts';
import type { Fleet } from '../../promotion/fleet.ts';
import { listVersionFiles, readFleet, sourceBranch } from '../../promotion/read-fleet.ts';
import type { Model } from '../../validate/model.ts';
import { validate } from '../../validate/validate.ts';

export interface State {
  readonly root: string;
  readonly repository: Repository;
  readonly model: Model;
  readonly fleet: Fleet;
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

export interface StateOptions {
  /** Of whose pins the history is read; all of them unless said. */
  readonly subjects?: ReadonlySet<string>;
  /** Reads every version, not only what runs. */
  readonly everything?: boolean;
}

/** Reads the repository at `root` (absolute) and the history of its pins. */
export function readState(root: string, { subjects, everything = false }: StateOptions = {}): State {
  const { repository, faults } = loadRepository(root, { everything });
  const { model, faults: invalid } = validate(repository, { checks: ruleCodes });
  const files = listVersionFiles(model, subjects);
  const fleet = readFleet(model, readArrivals(root, sourceBranch(model), files));
  return { root, repository, model, fleet, texts: repository.texts, faults: [...faults, ...invalid] };
}
