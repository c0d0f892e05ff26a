// The windows of pipeline.yaml: each names stages that exist, says when, in words that can be read, in a time zone that
// there is. A window that nobody can read would guard nothing.
import { fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isTimeZone, timeZones } from '../model/zone.ts';
import { listAnd, quote } from './describe-value.ts';
import { at, type Report } from './read-document.ts';
import { readSchedule } from './schedule/read-schedule.ts';
import { isUnreadable } from './schedule/schedule.ts';
import type { PipelineDocument } from './vocabulary/pipeline.ts';

type Window = NonNullable<PipelineDocument['windows']>[number];

/** Checks every window of the pipeline in `file`. */
export function checkWindows({ stages, windows = [] }: PipelineDocument, file: string, report: Report): void {
  const names = new Set(stages.map(({ name }) => name));
  windows.forEach((window, index) => {
    window.stages.forEach((stage, position) => {
      if (names.has(stage)) return;
      const place = at(file, ['windows', index, 'stages', position]);
      const hint = suggestHint(stage, names) ?? `the stages are ${listAnd(names)}`;
      report(fault('unknown-stage', `${quote(stage)} is not a stage of the pipeline`, place, { hint }));
    });
    checkTimes(window, { file, index }, report);
  });
}

function checkTimes(window: Window, { file, index }: { file: string; index: number }, report: Report): void {
  for (const field of ['allow', 'exclude'] as const) {
    const schedule = window[field] === undefined ? undefined : readSchedule(window[field]);
    if (!schedule || !isUnreadable(schedule)) continue;
    const { problem, hint } = schedule;
    report(
      fault('bad-window', `${field} says no time: ${problem}`, at(file, ['windows', index, field]), { hint }),
    );
  }
  if (window.allow === undefined && window.exclude === undefined)
    report(
      fault('bad-window', 'the window says neither allow nor exclude', at(file, ['windows', index]), {
        hint: 'say when a promotion may enter: allow: "Mon-Thu 09:00-16:00"',
      }),
    );
  if (window.timezone === undefined || isTimeZone(window.timezone)) return;
  const hint =
    suggestHint(window.timezone, timeZones()) ??
    'write a name of the time zone database, such as Europe/London';
  const place = at(file, ['windows', index, 'timezone']);
  report(fault('unknown-time-zone', `${quote(window.timezone)} is not a time zone`, place, { hint }));
}
