// A value that its field does not take: what was found, what was expected, and how to write it.
import { z } from 'zod';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isObject } from '../model/json.ts';
import { fitsSomeForm } from './choose-branch.ts';
import { branchesOf, describeSchema, listFields } from './describe-schema.ts';
import { describeValue } from './describe-value.ts';
import type { Reading } from './reading.ts';
import { suggestForm } from './suggest-form.ts';

/** The fault of a value; without an issue, it fits no form of its field. */
export function explainValue(issue: z.core.$ZodIssue | undefined, reading: Reading): Fault {
  const { schema, value, path, source } = reading;
  const written = typeof value === 'number' || typeof value === 'boolean' ? source.textOf?.(path) : undefined;
  const found = describeValue(value, written);
  const expected = issue ? expectation(issue, reading) : describeSchema(schema);
  return fault(
    codeOf(issue, reading),
    `found ${found}, expected ${expected}`,
    source.placeOf(path, 'value'),
    {
      hint:
        suggestSpelling(schema, value, written) ??
        suggestForm(reading) ??
        (isObject(value) ? undefined : listFields(branchesOf(schema))),
    },
  );
}

function codeOf(
  issue: z.core.$ZodIssue | undefined,
  { schema, value }: Reading,
): 'wrong-type' | 'out-of-range' | 'bad-value' {
  if (!fitsSomeForm(schema, value)) return 'wrong-type';
  const ordered = issue?.code === 'too_small' || issue?.code === 'too_big';
  return ordered && typeof value === 'number' ? 'out-of-range' : 'bad-value';
}

function expectation(issue: z.core.$ZodIssue, { schema, value }: Reading): string {
  if (issue.code === 'too_small' && Array.isArray(value))
    return `at least ${count(issue.minimum, 'entry', 'entries')}`;
  if (issue.code === 'too_big' && Array.isArray(value))
    return `at most ${count(issue.maximum, 'entry', 'entries')}`;
  if (issue.code === 'too_small' && value === '') return 'some text';
  if (issue.code === 'too_big' && typeof value === 'string') {
    return `at most ${count(issue.maximum, 'character', 'characters')}`;
  }
  return describeSchema(schema);
}

function count(amount: number | bigint, one: string, many: string): string {
  return `${amount} ${Number(amount) === 1 ? one : many}`;
}

/** A number for a text, a text for a number, a word that is nearly one of the choices, one text for a list, a list for a mapping. */
function suggestSpelling(schema: z.ZodType, value: unknown, written: string | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    const text = written ?? String(value);
    return schema.safeParse(text).success ? `quote it: ${JSON.stringify(text)}` : undefined;
  }
  if (Array.isArray(value) && branchesOf(schema).some((branch) => branch instanceof z.ZodRecord))
    return 'write each entry as `name: value`';
  if (typeof value !== 'string') return undefined;
  const plain = plainScalar(value);
  if (plain !== undefined && schema.safeParse(plain).success) return `write it without quotes: ${value}`;
  const meant = suggestHint(value, branchesOf(schema).flatMap(choicesOf));
  if (meant !== undefined || !schema.safeParse([value]).success) return meant;
  return `write it as a list: [${/^[\w./-]+$/.test(value) ? value : JSON.stringify(value)}]`;
}

function plainScalar(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function choicesOf(type: z.core.$ZodType): string[] {
  if (type instanceof z.ZodEnum) return type.options.map(String);
  return type instanceof z.ZodLiteral ? [...type.values].map(String) : [];
}
