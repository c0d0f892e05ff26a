// pipeline.yaml in, the stage of each environment out.
import { fault, type Place } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Repository } from '../model/repository.ts';
import { checkDeclarations } from './check-parameters.ts';
import { checkWindows } from './check-windows.ts';
import { quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { Pipeline } from './model.ts';
import { at, type Report, readDocument } from './read-document.ts';
import type { PipelineDocument } from './vocabulary/pipeline.ts';

export interface Stages {
  readonly pipeline: Pipeline | undefined;
  readonly stageOf: ReadonlyMap<string, { readonly name: string; readonly first: boolean }>;
}

export const PIPELINE_FILE = 'environments/pipeline.yaml';

/** The pipeline, and the stage that each environment is in; nothing when the file has a fault. */
export function validatePipeline(repository: Repository, report: Report): Stages {
  const input = repository.pipeline;
  const document = input && readDocument(documentSchemas.pipeline(), input, report);
  if (!input || !document) return { pipeline: undefined, stageOf: new Map() };
  checkDeclarations(document.parameters ?? {}, input.path, report);
  checkStageNames(document, input.path, report);
  checkWindows(document, input.path, report);
  return { pipeline: { file: input.path, document }, stageOf: placeInStages(document, repository, report) };
}

function checkStageNames({ stages }: PipelineDocument, file: string, report: Report): void {
  const names = new Map<string, number>();
  stages.forEach(({ name }, index) => {
    const first = names.get(name);
    if (first === undefined) {
      names.set(name, index);
      return;
    }
    report(
      fault(
        'duplicate-stage',
        `the stage ${quote(name)} is there twice`,
        at(file, ['stages', index, 'name']),
        {
          other: { place: at(file, ['stages', first, 'name']), label: 'the first one' },
        },
      ),
    );
  });
}

function placeInStages(
  { stages }: PipelineDocument,
  repository: Repository,
  report: Report,
): Stages['stageOf'] {
  const stageOf = new Map<string, { name: string; first: boolean }>();
  const placer = new Placer('stage', repository, report);
  stages.forEach(({ name, environments }, stage) => {
    environments.forEach((environment, index) => {
      const place = at(PIPELINE_FILE, ['stages', stage, 'environments', index]);
      if (placer.place(environment, name, place)) stageOf.set(environment, { name, first: stage === 0 });
    });
  });
  return stageOf;
}

/** Sees to it that environments exist and are named once: in one stage, or on one cluster. */
export class Placer {
  readonly #noun: string;
  readonly #repository: Repository;
  readonly #report: Report;
  readonly #placed = new Map<string, { owner: string; place: Place }>();

  constructor(noun: 'stage' | 'cluster', repository: Repository, report: Report) {
    this.#noun = noun;
    this.#repository = repository;
    this.#report = report;
  }

  /** Whether the environment exists and this is the first time that it is named. */
  place(environment: string, owner: string, place: Place): boolean {
    const { environments } = this.#repository;
    if (!environments.has(environment)) {
      const hint =
        suggestHint(environment, environments.keys()) ??
        `there is no environments/${environment}/environment.yaml`;
      this.#report(
        fault('unknown-environment', `${quote(environment)} is not an environment`, place, { hint }),
      );
      return false;
    }
    const before = this.#placed.get(environment);
    if (!before) {
      this.#placed.set(environment, { owner, place });
      return true;
    }
    const where =
      before.owner === owner
        ? `twice in the ${this.#noun} ${owner}`
        : `in the ${this.#noun}s ${before.owner} and ${owner}`;
    this.#report(
      fault('environment-placed-twice', `${quote(environment)} is ${where}, expected one`, place, {
        other: { place: before.place, label: 'it is here already' },
      }),
    );
    return false;
  }
}
