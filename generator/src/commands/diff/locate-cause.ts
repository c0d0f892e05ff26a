// From the cause of a change or a hazard to the line that a person wrote: in what will be, or for what is gone, in
// what was.
import type { Cause } from '../../compare/fold-changes.ts';
import type { Place } from '../../diagnostics/fault.ts';
import { createLocator } from '../../diagnostics/locate.ts';
import { createRenderedLocator } from '../../locate-rendered.ts';
import type { Side } from './read-side.ts';

export type LocateCause = (cause: Cause | undefined) => string | undefined;

/** Spells the line out: `towns/market/current/town.yaml:12`. */
export function createCauseLocator(before: Side, after: Side): LocateCause {
  const sides = [after, before].map(createSideLocator);
  return (cause) => {
    if (!cause) return undefined;
    for (const locate of sides) {
      const line = locate(cause);
      if (line !== undefined) return line;
    }
    return undefined;
  };
}

function createSideLocator({ model, texts }: Side): (cause: Cause) => string | undefined {
  const locateRendered = createRenderedLocator(model);
  const locate = createLocator(texts);
  return (cause) => {
    const { path, field } = cause;
    const place: Place | undefined = texts.has(path) ? { file: path, path: field } : locateRendered(cause);
    if (!place) return undefined;
    const line = locate(place)?.line;
    return line === undefined ? place.file : `${place.file}:${line}`;
  };
}
