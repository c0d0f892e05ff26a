// Adds, lists and lifts holds. A hold is one file; nothing else changes, and nothing else need be sound: a line can be
// stopped in a repository that is broken.
import { join } from 'node:path';
import { ruleCodes } from '../check/rules.ts';
import type { Fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { emitYaml } from '../emit/emit-yaml.ts';
import { loadRepository } from '../load/load-repository.ts';
import { NO_OVERLAY, type OverlayFiles } from '../load/overlay.ts';
import { readIfThere } from '../load/read-if-there.ts';
import { type Instant, readInstant, writeInstant } from '../model/time.ts';
import type { Hold } from '../promotion/fleet.ts';
import { readHolds, spellScope } from '../promotion/read-holds.ts';
import { validate } from '../validate/validate.ts';
import { NAME } from '../validate/vocabulary/names.ts';
import { removeFile } from '../write/remove-file.ts';
import { writeNewFiles } from '../write/write-new-files.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { modeline } from './modeline.ts';
import { readNow } from './read-now.ts';
import { wrongUse } from './wrong-use.ts';

const FOLDER = 'environments/holds';
/** Field of the file -> the option that sets it. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['owner', '--owner'],
  ['reason', '--reason'],
  ['towns', '--town'],
  ['stages', '--stage'],
  ['environments', '--env'],
  ['until', '--until'],
]);

export const runHold: RunCommand = (input): CommandOutcome => {
  const [action = '', name] = input.arguments;
  const now = readNow(input);
  if (typeof now !== 'number') return now;
  if (action === 'list') return listHolds(input.root, now);
  if (action !== 'add' && action !== 'lift')
    return wrongUse(`"${action}" cannot be done to holds: add, list and lift can`);
  if (name === undefined) return wrongUse(`Say which hold: townhall hold ${action} NAME`);
  return action === 'add' ? addHold(name, input, now) : liftHold(name, input.root);
};

function addHold(name: string, { root, options }: CommandInput, now: Instant): CommandOutcome {
  const said = (flag: string) => (typeof options[flag] === 'string' ? options[flag] : undefined);
  const [owner, reason, until] = [said('owner'), said('reason'), said('until')];
  if (!NAME.pattern.test(name)) return wrongUse(`"${name}" is not ${NAME.expected}`);
  if (!owner || !reason) return wrongUse('A hold says who and why: --owner TEAM --reason "..."');
  const file = `${FOLDER}/${name}.yaml`;
  if (readIfThere(join(root, file)) !== undefined) return wrongUse(`There is a hold ${name} already`);
  const end = until === undefined ? undefined : readInstant(until);
  if (end !== undefined && end <= now) return wrongUse(`--until ${until} is over already`);
  const list = (flag: string) =>
    said(flag)
      ?.split(',')
      .map((part) => part.trim());
  const scope = { towns: list('town'), stages: list('stage'), environments: list('env') };
  const anything = Object.values(scope).some((names) => names !== undefined);
  const document = { hold: name, owner, reason, scope: anything ? scope : undefined, until };
  const text = `${modeline('hold', file, root)}${emitYaml(document)}`;
  const [fault] = readRepository(root, new Map([[file, text]])).faults.filter(
    ({ place, severity }) => place?.file === file && severity === 'error',
  );
  if (fault) return wrongUse(spellFault(fault));
  writeNewFiles(root, new Map([[file, text]]));
  const next = 'commit it: it holds for everybody from the branch that promotions start from';
  return { exit: 0, text: `${file}\nNext: ${next}\n`, result: { files: [file] } };
}

/** A fault of the file as one of what was said: no file is there to point into. */
function spellFault({ message, hint, place }: Fault): string {
  const flag = FLAGS.get(String(place?.path?.find((step) => FLAGS.has(String(step)))));
  return `${flag === undefined ? '' : `${flag}: `}${message}${hint === undefined ? '' : ` (${hint})`}`;
}

function liftHold(name: string, root: string): CommandOutcome {
  const { names } = readRepository(root);
  if (!names.has(name)) {
    const hint = suggestHint(name, names);
    return wrongUse(`There is no hold "${name}"${hint === undefined ? '' : ` (${hint})`}`);
  }
  const file = `${FOLDER}/${name}.yaml`;
  removeFile(root, file);
  return { exit: 0, text: `${file} is gone\nNext: commit it\n`, result: { files: [file] } };
}

function listHolds(root: string, now: Instant): CommandOutcome {
  const { holds, faults, texts } = readRepository(root);
  const own = faults.filter(({ place }) => place?.file.startsWith(`${FOLDER}/`));
  const result = holds.map(({ until, ...hold }) => ({
    ...hold,
    until: until === undefined ? null : writeInstant(until),
    expired: isOver({ until }, now),
  }));
  const text = holds.length === 0 ? 'no holds\n' : holds.map((hold) => spellHold(hold, now)).join('');
  return { exit: own.length > 0 ? 1 : 0, faults: own, texts, text, result: { holds: result } };
}

/** Whether a hold ended by itself. */
function isOver({ until }: Pick<Hold, 'until'>, now: Instant): boolean {
  return until !== undefined && until <= now;
}

function spellHold(hold: Hold, now: Instant): string {
  const { name, owner, reason, until } = hold;
  const end = until === undefined ? '' : `, until ${writeInstant(until)}`;
  const over = isOver(hold, now) ? '  (expired: lift it)' : '';
  return `${name}${over}\n  stops ${spellScope(hold)}${end}\n  ${owner}: ${reason}\n`;
}

function readRepository(root: string, overlay: OverlayFiles = NO_OVERLAY) {
  const { repository, faults } = loadRepository(root, { overlay });
  const { model, faults: invalid } = validate(repository, { checks: ruleCodes });
  const names = new Set(repository.holds.keys());
  return { holds: readHolds(model), names, faults: [...faults, ...invalid], texts: repository.texts };
}
