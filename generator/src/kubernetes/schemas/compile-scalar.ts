// Checks of single values. Kubernetes' own forms that OpenAPI calls a string stand here: quantities, bytes, times.
import type { Check } from './compile-check.ts';
import { describeFound, type Report } from './report.ts';
import type { Schema } from './schema.ts';

/** Whole numbers below 2^31 are int32; int64 reaches further than a number in JSON keeps its digits. */
const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** `10`, `1.5`, `500m`, `64Mi`, `1e3`: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const QUANTITY = '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$';
const BASE64 = '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';
const DATE_TIME =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}([.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$';

/** The forms of text that have a name, by OpenAPI's format. */
export const TEXT_FORMS: Readonly<Record<string, { pattern: string; expected: string }>> = {
  byte: { pattern: BASE64, expected: 'text in base64' },
  'date-time': { pattern: DATE_TIME, expected: 'a time such as 2026-11-20T09:30:00Z' },
};

/** Compiles a schema that is neither an object, a list nor a reference. */
export function compileScalar(schema: Schema): Check {
  if (schema.format === 'quantity') return compileQuantity();
  const rest = compileLimits(schema);
  if (schema['x-kubernetes-int-or-string']) {
    const fits = (value: unknown) => typeof value === 'string' || Number.isInteger(value);
    return expectType(fits, { expected: 'a whole number or text', rest });
  }
  switch (schema.type) {
    case 'string':
      return expectType((value) => typeof value === 'string', { expected: 'text', rest });
    case 'boolean':
      return expectType((value) => typeof value === 'boolean', { expected: 'true or false', rest });
    case 'integer':
      return expectType(Number.isInteger, { expected: 'a whole number', rest });
    case 'number':
      return expectType(Number.isFinite, { expected: 'a number', rest });
    default:
      // Free-form: whatever JSON can say.
      return rest;
  }
}

interface Expectation {
  readonly expected: string;
  readonly rest: Check;
}

function expectType(fits: (value: unknown) => boolean, { expected, rest }: Expectation): Check {
  return (value, report) => {
    if (fits(value)) return rest(value, report);
    return report?.add('wrong-type', `is ${describeFound(value)}, expected ${expected}`) ?? false;
  };
}

function compileQuantity(): Check {
  const pattern = new RegExp(QUANTITY);
  return (value, report) => {
    if (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && pattern.test(value))
      return true;
    const rule = typeof value === 'string' ? 'bad-value' : 'wrong-type';
    return report?.add(rule, `is ${describeFound(value)}, expected a quantity such as 500m or 64Mi`) ?? false;
  };
}

type Limit = (value: unknown) => string | undefined;

/** A check of everything beyond the type; most schemas say nothing, and cost nothing. */
function compileLimits(schema: Schema): Check {
  const limits = [...limitText(schema), ...limitNumber(schema)];
  const { enum: allowed } = schema;
  if (allowed) {
    const words = allowed
      .filter((word) => word !== '')
      .map(describeFound)
      .join(', ');
    limits.push((value) => (allowed.includes(value) ? undefined : `one of ${words}`));
  }
  if (limits.length === 0) return () => true;
  return (value, report) => {
    for (const limit of limits) {
      const expected = limit(value);
      if (expected !== undefined) return reportLimit(value, expected, report);
    }
    return true;
  };
}

function reportLimit(value: unknown, expected: string, report: Report | undefined): false {
  return report?.add('bad-value', `is ${describeFound(value)}, expected ${expected}`) ?? false;
}

function limitText({ format = '', pattern, minLength, maxLength }: Schema): Limit[] {
  const limits: Limit[] = [];
  const form = TEXT_FORMS[format];
  if (form) limits.push(matchText(form.pattern, form.expected));
  if (pattern !== undefined) limits.push(matchText(pattern, `text that matches ${pattern}`));
  if (minLength)
    limits.push((value) => (countCharacters(value) < minLength ? `at least ${count(minLength)}` : undefined));
  if (maxLength !== undefined) {
    limits.push((value) => (countCharacters(value) > maxLength ? `at most ${count(maxLength)}` : undefined));
  }
  return limits;
}

function matchText(pattern: string, expected: string): Limit {
  const expression = new RegExp(pattern);
  return (value) => (typeof value !== 'string' || expression.test(value) ? undefined : expected);
}

function count(characters: number): string {
  return characters === 1 ? '1 character' : `${characters} characters`;
}

/** Kubernetes counts code points, not UTF-16 units. */
function countCharacters(value: unknown): number {
  return typeof value === 'string' ? [...value].length : 0;
}

function limitNumber({ type, format, minimum, maximum }: Schema): Limit[] {
  const limits: Limit[] = [];
  const size = type !== 'integer' ? Number.POSITIVE_INFINITY : format === 'int32' ? INT32 : INT64;
  const least = Math.max(minimum ?? -size, -size);
  const most = Math.min(maximum ?? Number.POSITIVE_INFINITY, size === INT32 ? INT32 - 1 : size);
  if (least > Number.NEGATIVE_INFINITY) {
    limits.push((value) => (typeof value === 'number' && value < least ? `at least ${least}` : undefined));
  }
  if (most < Number.POSITIVE_INFINITY) {
    limits.push((value) => (typeof value === 'number' && value > most ? `at most ${most}` : undefined));
  }
  return limits;
}
