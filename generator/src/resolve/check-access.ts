// Who may mount a claim at once, of a shop or of the town: one pod alone is not said beside others.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { Storage } from '../validate/vocabulary/storage.ts';

const ALONE = 'ReadWriteOncePod';

/** The fault of a claim that one pod alone may mount, and others too. */
export function checkAccess(name: string, access: Storage['access'], place: Place): Fault[] {
  if (!Array.isArray(access) || !access.includes(ALONE)) return [];
  const other = access.find((mode) => mode !== ALONE);
  if (other === undefined) return [];
  const message = `${name} may be mounted by one pod alone (${ALONE}), and by others too (${other})`;
  return [
    fault('bad-storage', message, place, { hint: `write \`access: ${ALONE}\`, or take it out of the list` }),
  ];
}
