// The table of what runs where, from the files and the history of their branch. What cannot be known is said to be
// unknown, and faults of files are told: a table with holes must not look whole.
import { hasErrors } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { BASE } from '../promotion/fleet.ts';
import { buildStatus } from '../promotion/status/build-status.ts';
import { compareGates } from '../promotion/status/compare-gates.ts';
import { findEnds } from '../promotion/status/find-ends.ts';
import { formatStatusMarkdown } from '../promotion/status/format-markdown.ts';
import { formatStatusText } from '../promotion/status/format-text.ts';
import { statusJson } from '../promotion/status/status-json.ts';
import { selectFaults } from '../selection.ts';
import type { CommandOutcome, RunCommand } from './command.ts';
import { readState } from './promotion/read-state.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

export const runStatus: RunCommand = (input): CommandOutcome => {
  const { root, options } = input;
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  const { model, fleet, faults: found, texts } = readState(root);
  const subject = typeof options['town'] === 'string' ? options['town'] : undefined;
  if (subject !== undefined && !fleet.subjects.has(subject)) {
    const hint = suggestHint(subject, fleet.subjects.keys());
    return wrongUse(`"${subject}" is not a town${hint === undefined ? '' : ` (${hint})`}`);
  }
  const faults = selectFaults(found, subject === undefined || subject === BASE ? {} : { towns: [subject] });
  const status = buildStatus(fleet, { now, subject, gates: compareGates(model), ends: findEnds(model) });
  const incomplete = hasErrors(faults);
  return {
    exit: incomplete || status.broken.length > 0 ? 1 : 0,
    faults,
    texts,
    text: options['markdown'] ? formatStatusMarkdown(status) : formatStatusText(status),
    result: statusJson(status),
    ...(incomplete && { state: 'what they are about is missing above' }),
  };
};
