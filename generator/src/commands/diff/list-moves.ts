// What a change does to pins, bases and settings: read from the models of both sides.
import type { VersionMove } from '../../compare/report/report.ts';
import type { YamlPath } from '../../diagnostics/fault.ts';
import { BASE, type Move } from '../../promotion/fleet.ts';
import type { Environment, Model } from '../../validate/model.ts';

/** Every pin and base of which the version differs, in the order of the pipeline, then of subjects. */
export function listVersionMoves(before: Model, after: Model): VersionMove[] {
  const environments = after.pipeline.document.stages.flatMap((stage) => stage.environments);
  return environments.flatMap((environment) => {
    const [old, wanted] = [versionsOf(before, environment), versionsOf(after, environment)];
    const subjects = [...new Set([...old.keys(), ...wanted.keys()])].sort();
    return subjects.flatMap((subject): VersionMove[] => {
      const [from, to] = [old.get(subject), wanted.get(subject)];
      return from === to ? [] : [{ subject, environment, from, to }];
    });
  });
}

/** The moves that promotion judges: pins that are gone are no promotion. */
export function judgedMoves(moves: readonly VersionMove[]): Move[] {
  return moves.flatMap(({ to, ...move }) => (to === undefined ? [] : [{ ...move, to }]));
}

function versionsOf({ environments }: Model, name: string): Map<string, string> {
  const environment = environments.get(name);
  if (!environment) return new Map();
  const pins = [...environment.pins].map(([town, { document }]): [string, string] => [
    town,
    document.version,
  ]);
  return new Map([[BASE, environment.document.base.version], ...pins]);
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
