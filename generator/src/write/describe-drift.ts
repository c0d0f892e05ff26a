// What `render --check` says of trees that differ: one fault for each file, with the difference of the first ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, fault } from '../diagnostics/fault.ts';
import { InputOutputError } from '../model/input-output-error.ts';
import { diffText } from './diff-text.ts';
import type { WritePlan } from './plan-writes.ts';

const HINT = 'run townhall render and commit what it writes';
/** Files whose difference is shown; of the others the name is enough. */
const SHOWN = 10;

/** A fault for each file that a render would create, update or remove. */
export function describeDrift({ create, update, remove, leftovers }: WritePlan, root: string): Fault[] {
  return [
    ...update.map((file, index) => {
      const details = index < SHOWN ? { detail: diffText(readText(root, file.path), file.text) } : {};
      const place = { file: file.path };
      return fault('tree-stale', 'this file is not what would be rendered', place, {
        hint: HINT,
        ...details,
      });
    }),
    ...create.map(({ path }) =>
      fault('tree-missing', 'this file would be rendered and is not there', { file: path }, { hint: HINT }),
    ),
    ...remove.map((path) =>
      fault('tree-leftover', 'nothing renders this file any more', { file: path }, { hint: HINT }),
    ),
    ...leftovers.map((path) =>
      fault('tree-leftover', 'a render that was stopped left this behind', { file: path }, { hint: HINT }),
    ),
  ];
}

function readText(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    throw new InputOutputError(path, error);
  }
}
