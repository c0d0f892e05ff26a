// What a promotion, a rollback or a retirement writes into a pin, or for the base into environment.yaml. In: the text
// as people wrote it; out: the text with these fields changed and all else as it was.
import type { Json, JsonObject } from '../model/json.ts';
import { type Instant, writeInstant } from '../model/time.ts';
import { type Edit, editDocument } from '../write/edit-document.ts';
import { BASE, type Exception } from './fleet.ts';

/** Versions that a pin remembers. */
const HISTORY_LENGTH = 5;

/** What a pin says of its version now. */
export interface PinDocument {
  readonly version: string;
  readonly since?: string | undefined;
  readonly history?:
    | readonly { version: string; since?: string | undefined; until?: string | undefined }[]
    | undefined;
  readonly barred?: readonly string[] | undefined;
  readonly exceptions?: readonly Exception[] | undefined;
}

export interface PinChange {
  readonly subject: string;
  readonly to: string;
  readonly now: Instant;
  /** Versions that must not come back by themselves. */
  readonly bar?: readonly string[];
  readonly exceptions?: readonly Exception[];
  /** Towns of the same set; empty when it goes alone. */
  readonly together?: readonly string[];
}

/** Moves a pin to another version. */
export function movePin(text: string, before: PinDocument, change: PinChange): string {
  const at = (field: string): [string, ...string[]] => (change.subject === BASE ? ['base', field] : [field]);
  const since = writeInstant(change.now);
  const left: JsonObject = {
    version: before.version,
    ...(before.since !== undefined && { since: before.since }),
    until: since,
  };
  const past = (before.history ?? []).map((entry): JsonObject => keepText(entry));
  const history: Json = [left, ...past].slice(0, HISTORY_LENGTH);
  const barred = [...new Set([...(before.barred ?? []), ...(change.bar ?? [])])].sort();
  const known = new Set([change.to, before.version, ...(before.history ?? []).map(({ version }) => version)]);
  const kept = (before.exceptions ?? []).filter(({ version }) => known.has(version));
  const exceptions = [...(change.exceptions ?? []), ...kept].map(keepText);
  const { together = [] } = change;
  const edits: Edit[] = [
    { path: at('version'), value: change.to },
    { path: at('since'), value: since },
    { path: at('history'), value: history },
    { path: at('barred'), value: barred.length > 0 ? barred : undefined },
    { path: at('exceptions'), value: exceptions.length > 0 ? exceptions : undefined },
  ];
  const set: Edit = {
    path: at('together'),
    value: together.length > 0 ? [...together] : undefined,
  };
  return editDocument(text, change.subject === BASE ? edits : [...edits, set]);
}

/** A pin where there was none; `head` is its first line. */
export function newPin(
  head: string,
  { subject, to, now, exceptions = [], together = [] }: PinChange,
): string {
  const text = `${head}town: ${subject}\nversion: ${to}\nsince: ${writeInstant(now)}\n`;
  const edits: Edit[] = [
    ...(exceptions.length > 0 ? [{ path: ['exceptions'] as const, value: exceptions.map(keepText) }] : []),
    ...(together.length > 0 ? [{ path: ['together'] as const, value: [...together] }] : []),
  ];
  return editDocument(text, edits);
}

/** Says in a pin that its town goes. */
export function retirePin(text: string, { reason, owner }: { reason: string; owner: string }): string {
  return editDocument(text, [{ path: ['retired'], value: { reason, owner } }]);
}

function keepText(entry: object): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
