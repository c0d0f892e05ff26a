// A node port belongs to the whole cluster: no two services of it, in whatever environment, may ask for the same one.
import type { V1Service } from '@kubernetes/client-node';
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import type { Manifest } from '../model/manifest.ts';
import { nameObject } from './pods.ts';

interface Taken {
  readonly name: string;
  readonly origin: Place;
  readonly environment: string;
}

/** Remembers the node ports of one cluster and reports the second service that asks for one of them. */
export class ClusterNodePorts {
  readonly #taken = new Map<string, Taken>();

  /** Adds the services among manifests and returns a fault for each node port that somebody else has. */
  add(manifests: readonly Manifest[], environment: string): Fault[] {
    return manifests
      .filter(({ object }) => object.kind === 'Service')
      .flatMap((manifest) => {
        // A Service by its kind; objects that people wrote have passed its schema.
        const { spec } = manifest.object as V1Service;
        return (spec?.ports ?? []).flatMap(({ nodePort, protocol = 'TCP' }) => {
          if (nodePort === undefined) return [];
          const key = `${nodePort}/${protocol}`;
          const asks = { name: nameObject(manifest), origin: manifest.origin, environment };
          const first = this.#taken.get(key);
          if (!first) this.#taken.set(key, asks);
          return first ? [describeClash(nodePort, asks, first)] : [];
        });
      });
  }
}

function describeClash(port: number, second: Taken, first: Taken): Fault {
  const where = first.environment === second.environment ? '' : ` in ${first.environment}`;
  const message = `${second.name} asks for node port ${port}, which ${first.name} has${where}`;
  return fault('node-port-conflict', message, second.origin, {
    other: { place: first.origin, label: 'it is taken here' },
    hint: 'leave nodePort out, and the cluster chooses one; or give each its own by a parameter',
  });
}
