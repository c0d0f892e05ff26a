// What a check writes to when it is asked for reasons: the path it stands at, and every finding so far.
import type { YamlPath } from '../../diagnostics/fault.ts';

export type SchemaRule =
  | 'unknown-field'
  | 'wrong-type'
  | 'missing-field'
  | 'bad-value'
  | 'unknown-kind'
  | 'retired-kind'
  | 'unknown-version';

export interface SchemaFinding {
  readonly path: YamlPath;
  readonly rule: SchemaRule;
  /** What was found and what was expected; begins with the field where there is one. */
  readonly message: string;
  readonly hint?: string;
}

export class Report {
  readonly findings: SchemaFinding[] = [];
  /** The node that is being checked; whoever steps down steps up again. */
  readonly path: (string | number)[] = [];

  /** Adds a finding at the current node, or at one of its fields; always false, for a check to return. */
  add(
    rule: SchemaRule,
    message: string,
    { field, hint }: { field?: string; hint?: string | undefined } = {},
  ): false {
    const path = field === undefined ? [...this.path] : [...this.path, field];
    this.findings.push({
      path,
      rule,
      message: `${formatField(path)} ${message}`,
      ...(hint !== undefined && { hint }),
    });
    return false;
  }
}

/** A field as people write it: `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`. */
export function formatField(path: YamlPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text === '' ? 'the object' : text;
}

const LONGEST = 60;

/** A value as a finding shows it: short, and on one line. */
export function describeFound(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
