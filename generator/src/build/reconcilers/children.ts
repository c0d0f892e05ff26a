// What a cluster's reconciler is given: one child per kingdom and one per town of each environment, named once and for
// ever. A name knows no version, so that a promotion changes a path and never renames (which would delete) anything.
import { type Fault, fault, type Place } from '../../diagnostics/fault.ts';
import type { ResolvedEnvironment, ResolvedKingdom, ResolvedTown } from '../../resolve/resolved.ts';

export interface Child {
  /** `town-<town>-<environment>`, `kingdom-<kingdom>-<environment>`. */
  readonly name: string;
  /** The folder that is applied, from the repository's root. */
  readonly path: string;
  readonly environment: ResolvedEnvironment;
  /** The kingdom itself, or the one that the town stands in. */
  readonly kingdom: ResolvedKingdom;
  /** Absent for the child of a kingdom. */
  readonly town?: ResolvedTown;
  /** Where a person asked for it. */
  readonly origin: Place;
}

/** Both reconcilers put the name of a child into a label of what it applies. */
const LONGEST = 63;

/** The name of a kingdom's child; on Flux also of the account that applies its towns. */
export function nameKingdomChild(kingdom: ResolvedKingdom, environment: ResolvedEnvironment): string {
  return `kingdom-${kingdom.name}-${environment.slug}`;
}

/** The name of a town's child in an environment. */
export function nameTownChild(town: string, environmentSlug: string): string {
  return `town-${town}-${environmentSlug}`;
}

/** The children of environments: kingdoms before towns, each in the order in which they are resolved. */
export function listChildren(environments: readonly ResolvedEnvironment[]): Child[] {
  return environments.flatMap((environment) => {
    const trees = `environments/${environment.name}/manifests`;
    const kingdoms = [...environment.kingdoms.values()].map((kingdom) => ({
      name: nameKingdomChild(kingdom, environment),
      path: `${trees}/_kingdoms/${kingdom.name}`,
      environment,
      kingdom,
      origin: { file: kingdom.file, path: ['kingdom'] },
    }));
    const towns = [...environment.towns.values()].map((town) => ({
      name: nameTownChild(town.name, environment.slug),
      path: `${trees}/${town.name}/${town.version}`,
      environment,
      kingdom: town.kingdom,
      town,
      origin: { file: town.pin.file, path: ['town'] },
    }));
    return [...kingdoms, ...towns];
  });
}

/** The children that can be applied, and a fault for each name that is too long or taken. */
export function checkChildren(children: readonly Child[]): { children: Child[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const byName = new Map<string, Child>();
  for (const child of children) {
    const first = byName.get(child.name);
    if (first) faults.push(describeClash(child, first));
    else byName.set(child.name, child);
    if (!first && child.name.length > LONGEST) {
      faults.push(
        describeLength(child.name, child.origin, 'shorten the name of the town, kingdom or environment'),
      );
    }
  }
  return { children: [...byName.values()], faults };
}

/** A fault when the name of a cluster's root is too long. */
export function checkRootName(name: string, place: Place): Fault[] {
  return name.length > LONGEST ? [describeLength(name, place, 'shorten the name of the cluster')] : [];
}

function describeLength(name: string, place: Place, hint: string): Fault {
  const message = `"${name}", which the reconciler would be given, has ${name.length} characters, expected at most ${LONGEST}`;
  return fault('child-name-too-long', message, place, { hint });
}

function describeClash(second: Child, first: Child): Fault {
  const message = `${describeChild(second)} and ${describeChild(first)} would both be given to the reconciler as "${second.name}"`;
  return fault('same-child', message, second.origin, {
    other: { place: first.origin, label: `${describeChild(first)} is asked for here` },
    hint: 'rename one of the two, or one of the environments',
  });
}

function describeChild({ town, kingdom, environment }: Child): string {
  return `${town ? `town ${town.name}` : `kingdom ${kingdom.name}`} in ${environment.name}`;
}
