// The files that moves change, as they will be: pins, environment.yaml for the base, and pins that are new.
import type { Instant } from '../../model/time.ts';
import { movePin, newPin } from '../../promotion/edit-pin.ts';
import { BASE, type Exception, type Move } from '../../promotion/fleet.ts';
import { modeline } from '../modeline.ts';
import type { State } from './read-state.ts';

export interface PinEdits {
  readonly now: Instant;
  /** What a move passed by, and why. */
  readonly exceptionsOf: (move: Move) => readonly Exception[];
  /** Versions that must not come back by themselves. */
  readonly barOf?: (move: Move) => readonly string[];
  /** Towns that go as one set; fewer than two are none. */
  readonly set?: readonly string[];
}

/** Path -> text, for every move. */
export function editPins(state: State, moves: readonly Move[], edits: PinEdits): Map<string, string> {
  const files = new Map<string, string>();
  for (const move of moves) {
    const [path, text] = editPin(state, move, { files, edits });
    files.set(path, text);
  }
  return files;
}

function editPin(
  state: State,
  move: Move,
  { files, edits }: { files: ReadonlyMap<string, string>; edits: PinEdits },
): [path: string, text: string] {
  const { subject, to, environment: name } = move;
  const environment = state.model.environments.get(name);
  const path = subject === BASE ? (environment?.file ?? '') : `environments/${name}/pins/${subject}.yaml`;
  const document = subject === BASE ? environment?.document.base : environment?.pins.get(subject)?.document;
  const set = (edits.set ?? []).filter((town) => town !== BASE);
  const change = {
    subject,
    to,
    now: edits.now,
    bar: edits.barOf?.(move) ?? [],
    exceptions: edits.exceptionsOf(move),
    together: set.length > 1 ? set.filter((town) => town !== subject) : [],
  };
  if (!document) return [path, newPin(modeline('pin', path, state.root), change)];
  const text = files.get(path) ?? state.texts.get(path) ?? '';
  return [path, movePin(text, document, change)];
}
