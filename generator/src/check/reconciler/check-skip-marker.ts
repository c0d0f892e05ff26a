// Argo CD skips a file that holds its marker anywhere, in a description or a script too, and then prunes the object.
// It is refused on every cluster: a release must not be fit for one reconciler only.
import { fault, type YamlPath } from '../../diagnostics/fault.ts';
import { nameObject } from '../pods.ts';
import type { ReconcilerCheck } from './reconciler-check.ts';

const MARKER = '+argocd:skip-file-rendering';

/** Reports the first field of a manifest that holds the marker, in a key or in a value. */
export const checkSkipMarker: ReconcilerCheck = (manifest, _, placeOf) => {
  if (!holdsMarker(manifest.object)) return [];
  const field = findMarker(manifest.object, []);
  const message = `${nameObject(manifest)} holds "${MARKER}", so Argo CD would leave the whole object out`;
  return [fault('skip-marker', message, placeOf(manifest, field), { hint: 'write it another way' })];
};

/** The quick question that nearly always says no: it makes no paths. */
function holdsMarker(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(MARKER);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsMarker);
  for (const key in value) {
    // A key that `in` names is one of the object's own.
    if (key.includes(MARKER) || holdsMarker((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

function findMarker(value: unknown, path: YamlPath): YamlPath {
  if (typeof value !== 'object' || value === null) return path;
  for (const [key, member] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key];
    if (key.includes(MARKER)) return below;
    if (holdsMarker(member)) return findMarker(member, below);
  }
  return path;
}
