// A parsed repository in, a typed model out, with everything that is wrong in one file or between files. What has a
// fault of its own is left out of the model, and causes no second fault elsewhere.
import type { Fault } from '../diagnostics/fault.ts';
import type { Repository } from '../model/repository.ts';
import { checkInheritedParameters } from './check-inherited-parameters.ts';
import { checkKingdoms } from './check-kingdoms.ts';
import { checkNamespaces } from './check-namespaces.ts';
import type { Checks } from './check-waivers.ts';
import type { Model, Pipeline } from './model.ts';
import type { Report } from './read-document.ts';
import { validateBases } from './validate-bases.ts';
import { validateClusters } from './validate-clusters.ts';
import { validateEnvironments } from './validate-environments.ts';
import { validateHolds } from './validate-holds.ts';
import { validateOverrides } from './validate-overrides.ts';
import { validatePins } from './validate-pins.ts';
import { PIPELINE_FILE, validatePipeline } from './validate-pipeline.ts';
import { findCurrentReleases, validateReleases } from './validate-releases.ts';
import { validateTowns } from './validate-towns.ts';

export { KNOWN_FORMATS } from './validate-bases.ts';

const NO_PIPELINE: Pipeline = { file: PIPELINE_FILE, document: { stages: [] } };

/** Validates a repository; `options.checks` are the codes that policies and waivers may name. */
export function validate(repository: Repository, options: Checks): { model: Model; faults: Fault[] } {
  const faults: Fault[] = [];
  const report: Report = (...found) => {
    for (const one of found) faults.push(one);
  };
  const stages = validatePipeline(repository, report);
  const clusters = validateClusters(repository, report);
  const towns = validateTowns(repository, options, report);
  const bases = validateBases(repository, options, report);
  const pinsOf = validatePins({ repository, stages, towns, ...options }, report);
  const environments = validateEnvironments({ repository, stages, clusters, pinsOf }, report);
  const pipeline = stages.pipeline ?? NO_PIPELINE;
  checkInheritedParameters(environments.values(), { pipeline, towns }, report);
  checkKingdoms(environments.values(), { repository, towns, bases }, report);
  checkNamespaces(environments.values(), bases, report);
  const releases = validateReleases(repository, report);
  const currentIs = findCurrentReleases(repository, releases);
  const holds = validateHolds({ repository, stages }, report);
  const overrides = validateOverrides(repository, report);
  const model = {
    pipeline,
    towns,
    bases,
    environments,
    clusters: clusters.clusters,
    releases,
    currentIs,
    holds,
    overrides,
  };
  return { model, faults };
}
