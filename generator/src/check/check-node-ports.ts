// A node port belongs to the whole cluster: no two services of it, in whatever environment, may ask for the same one.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { KubernetesObject, Manifest } from '../model/manifest.ts';
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
        return listPorts(manifest.object).flatMap(({ nodePort, protocol = 'TCP' }) => {
          if (typeof nodePort !== 'number') return [];
          const key = `${nodePort}/${protocol}`;
          const asks = { name: nameObject(manifest), origin: manifest.origin, environment };
          const first = this.#taken.get(key);
          if (!first) this.#taken.set(key, asks);
          return first ? [describeClash(nodePort, asks, first)] : [];
        });
      });
  }
}

/** The ports of a service; one that a person wrote may have any shape here, and its schema says what is wrong with it. */
function listPorts(service: KubernetesObject): Record<string, unknown>[] {
  const spec: unknown = 'spec' in service ? service.spec : undefined;
  const ports = isObject(spec) ? spec['ports'] : undefined;
  return Array.isArray(ports) ? ports.filter(isObject) : [];
}

function describeClash(port: number, second: Taken, first: Taken): Fault {
  const where = first.environment === second.environment ? '' : ` in ${first.environment}`;
  const message = `${second.name} asks for node port ${port}, which ${first.name} has${where}`;
  return fault('node-port-conflict', message, second.origin, {
    other: { place: first.origin, label: 'it is taken here' },
    hint: 'leave nodePort out, and the cluster chooses one; or give each its own by a parameter',
  });
}
