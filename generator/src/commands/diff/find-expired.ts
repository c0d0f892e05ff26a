// What people gave an end to, and what a change still brings after it.
import { type Fault, fault } from '../../diagnostics/fault.ts';
import { isObject } from '../../model/json.ts';
import { type Instant, readInstant } from '../../model/time.ts';
import type { AuthoredTown, Model, Override } from '../../validate/model.ts';

/** Whether an override has not run out. */
export function isInForce({ document }: Override, now: Instant): boolean {
  return (readInstant(document.expires) ?? 0) > now;
}

/** A fault for each override that has run out. */
export function findExpiredOverrides(overrides: readonly Override[], now: Instant): Fault[] {
  return overrides
    .filter((override) => !isInForce(override, now))
    .map(({ name, file, document }) => {
      const message = `the override ${name} lifts nothing since ${document.expires}`;
      const place = { file, path: ['expires'] };
      return fault('override-expired', message, place, { hint: 'give it another end, or take it out' });
    });
}

/** A fault for each patch that has run out, in versions named like `market/v2`. */
export function findExpiredPatches(
  versions: ReadonlySet<string>,
  { model, now }: { model: Model; now: Instant },
): Fault[] {
  return [...versions].sort().flatMap((key) => {
    const [town = '', version = ''] = key.split('/');
    const authored = model.towns.get(town)?.get(version);
    return authored ? listPatches(authored).flatMap((patch) => explainPatch(patch, authored, now)) : [];
  });
}

interface WrittenPatch {
  readonly index: number;
  readonly target: string;
  readonly expires: string;
}

function listPatches({ document }: AuthoredTown): WrittenPatch[] {
  const patches = Array.isArray(document['patches']) ? document['patches'] : [];
  return patches.flatMap((patch, index) => {
    if (!isObject(patch) || typeof patch['expires'] !== 'string') return [];
    const target = isObject(patch['target']) ? patch['target'] : {};
    const what = `${String(target['kind'])} ${String(target['name'])}`;
    return [{ index, target: what, expires: patch['expires'] }];
  });
}

function explainPatch({ index, target, expires }: WrittenPatch, town: AuthoredTown, now: Instant): Fault[] {
  const end = readInstant(expires);
  if (end === undefined || end > now) return [];
  const { name, version, file } = town;
  const message = `${name} ${version} brings a patch of ${target} that was to be gone by ${expires}`;
  const hint =
    version === 'current'
      ? 'take it out, or give it another end'
      : `take it out of towns/${name}/current/town.yaml, and release ${name} anew`;
  return [fault('patch-expired', message, { file, path: ['patches', index, 'expires'] }, { hint })];
}
