// The values of parameters and gates in one environment. Precedence, lowest first: town, environment, pin.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { AuthoredTown, Environment, Pin, Pipeline } from '../validate/model.ts';
import { own } from '../validate/own.ts';
import type { Scalar } from '../validate/vocabulary/town.ts';
import { compileTemplate, isTemplate } from './template.ts';

export type Values = Readonly<Record<string, Scalar>>;

/** What environments declare, with this environment's values over the defaults. */
export function environmentParameters({ document }: Pipeline, environment: Environment): Values {
  const defaults = Object.entries(document.parameters ?? {}).flatMap(
    ([name, declared]): [string, Scalar][] =>
      declared.default === undefined ? [] : [[name, declared.default]],
  );
  return { ...Object.fromEntries(defaults), ...environment.document.parameters };
}

export interface TownIn {
  readonly town: AuthoredTown;
  readonly environment: Environment;
  readonly pin: Pin;
}

/** The town's parameters; one without any value is a fault at its declaration. */
export function townParameters(
  { town, environment, pin }: TownIn,
  inherited: Values,
): { values: Values; faults: Fault[] } {
  const values: Record<string, Scalar> = {};
  const faults: Fault[] = [];
  for (const [name, declared] of Object.entries(town.parameters)) {
    const value = own(pin.document.parameters, name) ?? own(inherited, name) ?? declared.default;
    if (value !== undefined) values[name] = value;
    else {
      faults.push(
        fault(
          'parameter-without-value',
          `parameter "${name}" has no default, and nothing sets it in ${environment.name}`,
          {
            file: town.file,
            path: ['parameters', name],
            part: 'key',
          },
          {
            other: { place: { file: pin.file }, label: 'the pin does not set it' },
            hint: `set it under \`parameters\` of the pin, or give it a default`,
          },
        ),
      );
    }
  }
  return { values, faults };
}

/** Which gates are on. */
export function townGates({ town, pin }: Pick<TownIn, 'town' | 'pin'>): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    Object.entries(town.gates).map(([name, gate]) => [name, own(pin.document.gates, name) ?? gate.default]),
  );
}

/** Where the parameters that a text names get their values in an environment; empty when it is no template. */
export function parameterPlaces(text: unknown, around: TownIn): Place[] {
  if (typeof text !== 'string' || !isTemplate(text)) return [];
  const named = compileTemplate(text).names.filter((name) => name.startsWith(PREFIX));
  const known = new Set(named.map((name) => name.slice(PREFIX.length)));
  return [...known]
    .filter((name) => own(around.town.parameters, name))
    .map((name) => parameterPlace(name, around));
}

const PREFIX = 'parameters.';

/** The layer that decides: the pin, the environment, or the town's default. */
function parameterPlace(name: string, { town, environment, pin }: TownIn): Place {
  if (own(pin.document.parameters, name) !== undefined) return { file: pin.file, path: ['parameters', name] };
  if (own(environment.document.parameters, name) !== undefined)
    return { file: environment.file, path: ['parameters', name] };
  return { file: town.file, path: ['parameters', name, 'default'] };
}
