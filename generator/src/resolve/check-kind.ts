// What a shop says against its kind: fields and values that only other kinds have, and what its own kind must have.
// What the base and the town give to every shop is left unused by kinds that do not have it.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { KINDS_OF_FIELDS, listKinds } from '../validate/vocabulary/kinds-of-fields.ts';
import { checkAccess } from './check-access.ts';
import type { ShopQuestion } from './check-shop.ts';
import { checkSize } from './check-size.ts';
import { checkStrategy, isSaidOfKind } from './check-strategy.ts';
import { LASTING } from './shared-defaults.ts';

/** Every fault of a shop that its kind makes one. */
export function checkKind(question: ShopQuestion): Fault[] {
  return [
    ...checkFields(question),
    ...checkStrategy(question),
    ...checkRuns(question),
    ...checkClaims(question),
  ];
}

function checkFields({ kind, layers, placeOf }: ShopQuestion): Fault[] {
  const own = layers.at(-1)?.value ?? {};
  return Object.entries(KINDS_OF_FIELDS).flatMap(([field, kinds]): Fault[] => {
    if (!(field in own) || own[field] === 'none' || kinds.includes(kind)) return [];
    return [
      fault(
        'field-of-another-kind',
        `"${field}" is a field of a ${listKinds(kinds)}, and this shop is a ${kind}`,
        placeOf([field], 'key'),
        { hint: `take it out, or say \`kind: ${kinds[0]}\`` },
      ),
    ];
  });
}

/** Jobs end: their pods are not always restarted, and a job that is gone would be made again. */
function checkRuns(question: ShopQuestion): Fault[] {
  const { spec, kind, placeOf } = question;
  const faults: Fault[] = [];
  const { restartPolicy, job } = spec;
  const said = restartPolicy !== undefined && isSaidOfKind('restartPolicy', question);
  if (said && (kind === 'job' || kind === 'cronjob') && restartPolicy === 'Always') {
    const hint = 'write OnFailure, or Never';
    const message = `the pods of a ${kind} end, so they are not restarted always`;
    faults.push(fault('not-for-this-kind', message, placeOf(['restartPolicy']), { hint }));
  }
  if (said && LASTING.includes(kind) && restartPolicy !== 'Always') {
    const hint = 'take it out, or say `kind: job`';
    const message = `the pods of a ${kind} are restarted always, never "${restartPolicy}"`;
    faults.push(fault('not-for-this-kind', message, placeOf(['restartPolicy']), { hint }));
  }
  if (kind === 'job' && job?.ttl !== undefined) {
    const message = 'a job that is removed after a time is made again by the reconciler, and runs again';
    const hint = 'take `ttl` out; a job that should run again and again is a cronjob';
    faults.push(fault('not-for-this-kind', message, placeOf(['job', 'ttl'], 'key'), { hint }));
  }
  return faults;
}

/** One retention policy holds for all claims of a statefulset. */
function checkClaims({ spec: { claims = {} }, placeOf }: ShopQuestion): Fault[] {
  const entries = Object.entries(claims);
  const faults = entries.flatMap(([name, { size, access }]) => {
    const found = [
      ...checkSize(name, size, placeOf(['claims', name, 'size'])),
      ...checkAccess(name, access, placeOf(['claims', name, 'access'])),
    ];
    if (size !== undefined) return found;
    const message = `${name} does not say how much it needs`;
    const place = placeOf(['claims', name], 'key');
    return [fault('bad-storage', message, place, { hint: 'add `size: 1Gi`' }), ...found];
  });
  const dropped = entries.find(([, { keep }]) => keep === false)?.[0];
  const kept = entries.find(([, { keep }]) => keep !== false)?.[0];
  if (dropped === undefined || kept === undefined) return faults;
  const message = `${dropped} is dropped and ${kept} is kept, and Kubernetes treats all claims of a shop alike`;
  const other = { place: placeOf(['claims', kept], 'key'), label: 'this one is kept' };
  const hint = 'give all of them the same `keep`';
  return [...faults, fault('bad-storage', message, placeOf(['claims', dropped, 'keep']), { other, hint })];
}
