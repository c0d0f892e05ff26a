// Policies and waivers name checks that exist.
import { fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isObject } from '../model/json.ts';
import { quote } from './describe-value.ts';
import { at, type Report } from './read-document.ts';

export interface Checks {
  /** The codes of the checks that a policy may set and a waiver may name. */
  readonly checks: ReadonlySet<string>;
}

/** Reports the keys of `policies` or `waive` (at `path`) that are no checks. */
export function checkCheckNames(
  named: unknown,
  { file, path, checks }: { file: string; path: YamlPath } & Checks,
  report: Report,
): void {
  if (!isObject(named)) return;
  for (const code of Object.keys(named)) {
    if (checks.has(code)) continue;
    const place = at(file, [...path, code], 'key');
    report(
      fault('unknown-check', `${quote(code)} is not a check`, place, { hint: suggestHint(code, checks) }),
    );
  }
}
