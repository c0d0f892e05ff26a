// Requests from outside go to one place: no two ingresses or routes of a cluster, in whatever environment, may claim the
// same host and path of one class or gateway, or be what one class falls back on.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Claim, listClaims } from './list-claims.ts';
import { nameObject } from './pods.ts';

interface Taken {
  /** The object that claims it: its file has this path. */
  readonly path: string;
  readonly name: string;
  readonly place: Place;
  readonly environment: string;
}

/** Remembers what the ingresses and routes of one cluster claim, and reports the second that claims the same. */
export class ClusterIngresses {
  readonly #taken = new Map<string, Taken>();

  /** Adds the ingresses and routes among manifests and returns a fault for each claim that somebody else has. */
  add(manifests: readonly Manifest[], environment: string): Fault[] {
    return manifests.flatMap((manifest) =>
      listClaims(manifest.object).flatMap((claim): Fault[] => {
        const place = placeOf(claim, manifest);
        const asks = { path: manifest.path, name: nameObject(manifest), place, environment };
        const first = this.#taken.get(claim.key);
        if (!first) this.#taken.set(claim.key, asks);
        return first && first.path !== asks.path ? [describeClash(claim, asks, first)] : [];
      }),
    );
  }
}

/** The path below the shop, or in the object that people wrote; where it is not there, its nearest ancestor is marked. */
function placeOf(claim: Claim, { object, origin }: Manifest): Place {
  if (!origin.path) return origin;
  if (origin.path[0] !== 'shops') return { ...origin, path: [...origin.path, ...claim.field] };
  const field = object.kind === 'Ingress' ? 'ingress' : 'route';
  const below = claim.path === undefined ? ['backend'] : ['paths', claim.path];
  return { ...origin, path: [...origin.path, field, ...below], part: 'key' };
}

function describeClash({ name }: Claim, second: Taken, first: Taken): Fault {
  const elsewhere = first.environment === second.environment ? '' : ` in ${first.environment}`;
  const message = `${second.name} claims ${name}, which ${first.name} has${elsewhere}`;
  return fault('ingress-conflict', message, second.place, {
    // Each controller settles it in its own way, and what was released before this was looked for must go on.
    severity: 'warning',
    other: { place: first.place, label: 'it is claimed here' },
    hint: elsewhere
      ? 'let the host hold a parameter that is another in each environment'
      : 'give one of them another host or path, or take it out',
  });
}
