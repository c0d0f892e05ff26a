// What a change does to pins, bases and settings: read from the models of both sides.
import type { VersionMove } from '../../compare/report/report.ts';
import type { YamlPath } from '../../diagnostics/fault.ts';
import { BASE, type Move } from '../../promotion/fleet.ts';
import type { Environment, Model } from '../../validate/model.ts';

/** Every pin and base that differs in its version, or that is now retired; in the order of the pipeline, then of subjects. */
export function listVersionMoves(before: Model, after: Model): VersionMove[] {
  const environments = after.pipeline.document.stages.flatMap((stage) => stage.environments);
  return environments.flatMap((environment) => {
    const [old, wanted] = [pinnedIn(before, environment), pinnedIn(after, environment)];
    const subjects = [...new Set([...old.keys(), ...wanted.keys()])].sort();
    return subjects.flatMap((subject): VersionMove[] => {
      const [from, to] = [old.get(subject), wanted.get(subject)];
      const retired = to?.retired === true && from?.retired !== true;
      if (from?.version === to?.version && !retired) return [];
      return [{ subject, environment, from: from?.version, to: to?.version, retired }];
    });
  });
}

/** The moves that promotion judges: pins that go are no promotion. */
export function judgedMoves(moves: readonly VersionMove[]): Move[] {
  return moves.flatMap(({ subject, environment, from, to }) =>
    to === undefined || to === from ? [] : [{ subject, environment, from, to }],
  );
}

interface Pinned {
  readonly version: string;
  readonly retired: boolean;
}

function pinnedIn({ environments }: Model, name: string): Map<string, Pinned> {
  const environment = environments.get(name);
  if (!environment) return new Map();
  const pins = [...environment.pins].map(([town, { document }]): [string, Pinned] => [
    town,
    { version: document.version, retired: document.retired !== undefined },
  ]);
  return new Map([[BASE, { version: environment.document.base.version, retired: false }], ...pins]);
}

export interface Unreleased {
  readonly environment: string;
  /** Undefined: a parameter of the environment, for all its towns. */
  readonly town: string | undefined;
  readonly what: string;
  /** Where it is set; where it was set, nothing says. */
  readonly cause: { readonly path: string; readonly field: YamlPath };
}

/** Parameters and gates that change under a release that stays: no stage tries them before they take effect. */
export function listUnreleased(before: Model, after: Model): Unreleased[] {
  return [...after.environments.values()].flatMap((environment) => {
    const old = before.environments.get(environment.name);
    if (!old || environment.first) return [];
    return [...listPins(old, environment), ...listOwn(old, environment)];
  });
}

function listPins(old: Environment, { name: environment, pins }: Environment): Unreleased[] {
  return [...pins].flatMap(([town, { document, file }]) => {
    const was = old.pins.get(town)?.document;
    if (was?.version !== document.version) return [];
    const tell = (noun: string, group: 'parameters' | 'gates'): Unreleased[] =>
      listChanged(was[group], document[group]).map((key) => ({
        environment,
        town,
        what: `the ${noun} ${key} of ${town}`,
        cause: { path: file, field: [group, key] },
      }));
    return [...tell('parameter', 'parameters'), ...tell('gate', 'gates')];
  });
}

function listOwn(old: Environment, { name: environment, document, file }: Environment): Unreleased[] {
  return listChanged(old.document.parameters, document.parameters).map((key) => ({
    environment,
    town: undefined,
    what: `the parameter ${key} of ${environment}`,
    cause: { path: file, field: ['parameters', key] },
  }));
}

function listChanged(before: object = {}, after: object = {}): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.filter((key) => Reflect.get(before, key) !== Reflect.get(after, key));
}
