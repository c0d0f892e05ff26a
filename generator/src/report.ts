// An outcome as text: faults in the wanted format, then the closing line that says what state the repository is in.
import type { CommandOutcome } from './commands/command.ts';
import type { Fault } from './diagnostics/fault.ts';
import { formatGithub } from './diagnostics/format-github.ts';
import { formatJson } from './diagnostics/format-json.ts';
import { formatSarif } from './diagnostics/format-sarif.ts';
import { formatText } from './diagnostics/format-text.ts';

export type Format = 'text' | 'json' | 'github' | 'sarif';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

export interface ReportOptions {
  readonly format: Format;
  readonly colour: boolean;
}

/** Spells an outcome out: results for stdout, diagnostics for stderr (json and sarif are one document on stdout). */
export function report(command: string, outcome: CommandOutcome, { format, colour }: ReportOptions): Printed {
  const { faults = [], texts = new Map<string, string>() } = outcome;
  if (format === 'json') {
    const body = { command, exit: outcome.exit, result: outcome.result, ...formatJsonFaults(faults, texts) };
    return { stdout: `${JSON.stringify(body, null, 2)}\n`, stderr: '' };
  }
  if (format === 'sarif') return { stdout: formatSarif({ faults, texts, colour: false }), stderr: '' };
  const print = format === 'github' ? formatGithub : formatText;
  const body = faults.length > 0 ? print({ faults, texts, colour }) : '';
  return { stdout: outcome.text, stderr: body + closingLine(faults, outcome.state) };
}

function formatJsonFaults(faults: readonly Fault[], texts: ReadonlyMap<string, string>): object {
  const parsed: unknown = JSON.parse(formatJson({ faults, texts, colour: false }));
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? parsed
    : { faults: parsed };
}

/** `1 error in 1 file; nothing was written.` */
function closingLine(found: readonly Fault[], state: string | undefined): string {
  if (found.length === 0) return state ? `${state}.\n` : '';
  // What several environments say alike is printed, and counted, once.
  const faults = [...new Map(found.map((fault) => [JSON.stringify(fault), fault])).values()];
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const files = new Set(faults.map(({ place }) => place?.file)).size;
  const counts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(faults.length > errors ? [count(faults.length - errors, 'warning')] : []),
  ];
  return `${counts.join(', ')} in ${count(files, 'file')}${state ? `; ${state}` : ''}.\n`;
}

/** `1 error`, `3 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
