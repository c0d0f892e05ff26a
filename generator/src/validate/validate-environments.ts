// environment.yaml files in, environments with their stage, cluster and pins out.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { EnvironmentFolder, InputFile, Repository } from '../model/repository.ts';
import { checkName, checkSimilarNames } from './check-names.ts';
import { checkValue } from './check-parameters.ts';
import { checkVersion } from './check-version.ts';
import { listAnd, quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { Environment, Pin, Pipeline } from './model.ts';
import { own } from './own.ts';
import { at, type Report, readDocument } from './read-document.ts';
import { kingdomNames, unknownKingdom } from './validate-bases.ts';
import type { Clusters } from './validate-clusters.ts';
import type { Stages } from './validate-pipeline.ts';
import { validateSecrets } from './validate-secrets.ts';
import type { EnvironmentDocument } from './vocabulary/environment.ts';

export interface Surroundings {
  readonly repository: Repository;
  readonly stages: Stages;
  readonly clusters: Clusters;
  readonly pinsOf: ReadonlyMap<string, ReadonlyMap<string, Pin>>;
}

/** Every environment that is well-formed, in one stage and on one cluster. */
export function validateEnvironments(around: Surroundings, report: Report): Map<string, Environment> {
  const { repository, stages, clusters, pinsOf } = around;
  const environments = new Map<string, Environment>();
  for (const folder of repository.environments.values()) {
    const { name, document: input } = folder;
    checkPlaced(folder, around, report);
    const document = readEnvironment(folder, around, report);
    const secrets = validateSecrets(folder, repository, report);
    const stage = stages.stageOf.get(name);
    const cluster = clusters.clusterOf.get(name);
    if (!document || !stage || !cluster) continue;
    const pins = pinsOf.get(name) ?? new Map();
    environments.set(name, {
      name,
      file: input.path,
      document,
      stage: stage.name,
      first: stage.first,
      cluster,
      pins,
      secrets,
    });
  }
  const files = new Map(
    [...repository.environments.values()].map(({ name, document }) => [name, document.path]),
  );
  checkSimilarNames('environment', files, report);
  return environments;
}

/** An environment that a stage or a cluster forgot; unless some file of theirs has a fault and may hold its name. */
function checkPlaced(
  { name, document }: EnvironmentFolder,
  { stages, clusters }: Surroundings,
  report: Report,
): void {
  const missing = [
    ...(stages.pipeline && !stages.stageOf.has(name) ? ['in no stage'] : []),
    ...(clusters.complete && !clusters.clusterOf.has(name) ? ['on no cluster'] : []),
  ];
  if (missing.length === 0) return;
  const hint = stages.stageOf.has(name)
    ? 'name it under environments in a cluster.yaml'
    : 'name it in a stage of environments/pipeline.yaml';
  const message = `the environment ${quote(name)} is ${listAnd(missing)}`;
  report(fault('environment-not-placed', message, at(document.path, ['environment']), { hint }));
}

function readEnvironment(
  { name, document: input }: EnvironmentFolder,
  { repository, stages }: Surroundings,
  report: Report,
): EnvironmentDocument | undefined {
  const document = readDocument(documentSchemas.environment(), input, report);
  if (!document) return undefined;
  checkName({ noun: 'environment', name, file: input.path }, document.environment, report);
  checkVersion(
    {
      version: document.base.version,
      what: 'the base',
      known: repository.base.known,
      stage: stages.stageOf.get(name),
    },
    at(input.path, ['base', 'version']),
    report,
  );
  if (stages.pipeline) checkEnvironmentParameters(input, document, stages.pipeline, report);
  checkOverriddenKingdoms(input, document, repository, report);
  return document;
}

/** What is set is declared in pipeline.yaml and fits; what has no default is set. */
function checkEnvironmentParameters(
  { path: file }: InputFile,
  { parameters: values = {} }: EnvironmentDocument,
  pipeline: Pipeline,
  report: Report,
): void {
  const declarations = pipeline.document.parameters ?? {};
  for (const [name, value] of Object.entries(values)) {
    const declaration = own(declarations, name);
    if (declaration) {
      const declared = at(pipeline.file, ['parameters', name], 'key');
      checkValue(value, { name, declaration, place: at(file, ['parameters', name]), declared }, report);
      continue;
    }
    const hint =
      suggestHint(name, Object.keys(declarations)) ?? `declare it under parameters in ${pipeline.file}`;
    const message = `${quote(name)} is not a parameter of environments`;
    report(fault('unknown-parameter', message, at(file, ['parameters', name], 'key'), { hint }));
  }
  for (const [name, declaration] of Object.entries(declarations)) {
    if (declaration.default !== undefined || Object.hasOwn(values, name)) continue;
    report(
      fault(
        'missing-parameter',
        `the parameter ${quote(name)} has no value here`,
        at(file, ['parameters'], 'key'),
        {
          other: {
            place: at(pipeline.file, ['parameters', name], 'key'),
            label: 'declared here, without a default',
          },
          hint: `set parameters.${name}, or give it a default in ${pipeline.file}`,
        },
      ),
    );
  }
}

function checkOverriddenKingdoms(
  { path: file }: InputFile,
  { base, kingdoms = {} }: EnvironmentDocument,
  repository: Repository,
  report: Report,
): void {
  if (!repository.base.versions.has(base.version)) return;
  const known = kingdomNames(repository, base.version);
  for (const kingdom of Object.keys(kingdoms)) {
    if (known.has(kingdom)) continue;
    const { message, hint } = unknownKingdom(kingdom, known);
    report(
      fault('unknown-kingdom', message, at(file, ['kingdoms', kingdom], 'key'), {
        other: { place: at(file, ['base', 'version']), label: 'the base that runs here' },
        hint,
      }),
    );
  }
}
