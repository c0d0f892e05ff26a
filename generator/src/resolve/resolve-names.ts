// Names of objects, and the longest that Kubernetes can work with.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { AuthoredTown } from '../validate/model.ts';
import type { WorkloadKind } from '../validate/vocabulary/shop.ts';

/** `<town>-<name>`, or the name alone where the town says `names: short`. */
export function nameObject(
  { name: town, names }: Pick<AuthoredTown, 'name' | 'names'>,
  name: string,
): string {
  return names === 'short' ? name : `${town}-${name}`;
}

/** An environment's name where `/` cannot stand. */
export function slugOf(environment: string): string {
  return environment.replaceAll('/', '-');
}

/** Kubernetes makes longer names from these, so they must end earlier. */
const LONGEST: Readonly<Record<WorkloadKind, number>> = {
  deployment: 63,
  statefulset: 52,
  daemonset: 63,
  job: 54,
  cronjob: 52,
  replicaset: 63,
  pod: 63,
};

/** A fault when a name would be cut: nothing is ever cut here. */
export function checkLength(name: string, kind: WorkloadKind | undefined, place: Place): Fault[] {
  const most = kind === undefined ? 63 : LONGEST[kind];
  if (name.length <= most) return [];
  return [
    fault(
      'name-too-long',
      `the name "${name}" has ${name.length} characters, expected at most ${most}${kind ? ` for a ${kind}` : ''}`,
      place,
      {
        hint: 'shorten it, say `names: short` in the town, or set `name:`',
      },
    ),
  ];
}

/** A fault when a Service may not have this name. */
export function checkServiceName(name: string, place: Place): Fault[] {
  if (/^[a-z]/.test(name)) return [];
  return [
    fault('bad-service-name', `"${name}" starts with no letter, so it cannot name a Service`, place, {
      hint: 'set `name` under `service`',
    }),
  ];
}
