// Parameters: a declaration must make sense by itself, and a value must fit its declaration.

import type { Place, YamlPath } from '../diagnostics/fault.ts';
import { fault } from '../diagnostics/fault.ts';
import { describeValue, listOr, quote } from './describe-value.ts';
import { isSlow, matchesPattern, whyPatternRefused } from './match-pattern.ts';
import { at, type Report } from './read-document.ts';
import type { Parameter, Scalar } from './vocabulary/town.ts';

const TYPE_NAMES = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
} as const;

/** What a declaration expects in place of `value`, or nothing when the value fits. */
export function whyRefused(declaration: Parameter, value: Scalar): string | undefined {
  const { type, minimum, maximum, enum: choices, pattern } = declaration;
  if (!hasType(type, value)) return TYPE_NAMES[type];
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `${TYPE_NAMES[type]} of at least ${minimum}`;
    if (maximum !== undefined && value > maximum) return `${TYPE_NAMES[type]} of at most ${maximum}`;
  }
  if (choices && !choices.includes(value)) return listOr(choices.map((choice) => describeValue(choice)));
  if (typeof value === 'string' && pattern !== undefined && !matchesPattern(pattern, value)) {
    return isSlow(pattern)
      ? `a simpler pattern than ${pattern}, which takes too long`
      : `text that matches ${pattern} as a whole`;
  }
  return undefined;
}

function hasType(type: Parameter['type'], value: Scalar): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

/** Reports a value that does not fit; `declared` is where the declaration stands. */
export function checkValue(
  value: Scalar,
  {
    name,
    declaration,
    place,
    declared,
  }: { name: string; declaration: Parameter; place: Place; declared: Place },
  report: Report,
): void {
  if (isBroken(declaration)) return;
  const expected = whyRefused(declaration, value);
  if (expected === undefined) return;
  const message = `parameter ${quote(name)} is ${describeValue(value)}, expected ${expected}`;
  const quoted = declaration.type === 'string' && typeof value !== 'string' ? 'put it in quotes' : undefined;
  report(
    fault('bad-parameter', message, place, {
      other: { place: declared, label: 'declared here' },
      hint: quoted,
    }),
  );
}

/** A declaration that has a fault of its own makes no second one of every value. */
function isBroken({ pattern }: Parameter): boolean {
  return pattern !== undefined && whyPatternRefused(pattern) !== undefined;
}

/** Whether the declarations of a file make sense. */
export function checkDeclarations(
  parameters: Readonly<Record<string, Parameter>>,
  file: string,
  report: Report,
): void {
  for (const [name, declaration] of Object.entries(parameters)) {
    const complain = (field: YamlPath, message: string, hint?: string) =>
      report(fault('bad-parameter', message, at(file, ['parameters', name, ...field]), { hint }));
    checkDeclaration(declaration, complain);
  }
}

type Complain = (field: YamlPath, message: string, hint?: string) => void;

function checkDeclaration(declaration: Parameter, complain: Complain): void {
  const { type, minimum, maximum, enum: choices = [], pattern } = declaration;
  const numeric = type === 'integer' || type === 'number';
  for (const field of ['minimum', 'maximum'] as const) {
    if (declaration[field] !== undefined && !numeric)
      complain([field], `${TYPE_NAMES[type]} has no ${field}`);
  }
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    complain(['minimum'], `minimum is ${minimum}, above the maximum of ${maximum}`);
  }
  choices.forEach((choice, index) => {
    if (!hasType(type, choice))
      complain(['enum', index], `found ${describeValue(choice)}, expected ${TYPE_NAMES[type]}`);
  });
  if (pattern !== undefined) {
    const refused = type === 'string' ? whyPatternRefused(pattern) : `${TYPE_NAMES[type]} has no pattern`;
    if (refused !== undefined) {
      complain(['pattern'], refused);
      return;
    }
  }
  const expected =
    declaration.default === undefined ? undefined : whyRefused(declaration, declaration.default);
  if (expected !== undefined) {
    complain(['default'], `the default is ${describeValue(declaration.default)}, expected ${expected}`);
  }
}
