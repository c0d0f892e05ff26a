// overrides/<name>.yaml files in, overrides out: each is called like its file. Whether one is over is for commands that
// look at the clock.
import { fault } from '../diagnostics/fault.ts';
import type { Repository } from '../model/repository.ts';
import { readInstant } from '../model/time.ts';
import { checkName } from './check-names.ts';
import { quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { Override } from './model.ts';
import { at, type Report, readDocument } from './read-document.ts';

/** By name: every override that is well-formed. */
export function validateOverrides({ overrides }: Repository, report: Report): Map<string, Override> {
  const valid = new Map<string, Override>();
  for (const [name, input] of overrides) {
    const document = readDocument(documentSchemas.override(), input, report);
    if (!document) continue;
    const { path: file } = input;
    checkName({ noun: 'override', name, file }, document.override, report);
    if (readInstant(document.expires) === undefined) {
      const message = `${quote(document.expires)} is no time: the month has no such day`;
      report(fault('bad-value', message, at(file, ['expires']), { hint: 'write a day of the calendar' }));
    }
    valid.set(name, { name, file, document });
  }
  return valid;
}
