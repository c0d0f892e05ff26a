// One object, one owner: no two manifests of a cluster may name the same object, the same file, the same
// node port or the same requests from outside.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { groupOf } from '../kubernetes/known-kinds.ts';
import type { Manifest } from '../model/manifest.ts';
import { ClusterIngresses } from './check-ingresses.ts';
import { ClusterNodePorts } from './check-node-ports.ts';
import { nameObject } from './pods.ts';

/** What is known of an object once its manifest has been written out. */
export interface Identity {
  readonly manifest: Pick<Manifest, 'path' | 'origin' | 'object'>;
  readonly environment: string;
}

/** Remembers every object of one cluster and reports the second owner of each; feed it all manifests of the cluster. */
export class ClusterIdentities {
  readonly #byObject = new Map<string, Identity>();
  readonly #byPath = new Map<string, Identity>();
  readonly #nodePorts = new ClusterNodePorts();
  readonly #ingresses = new ClusterIngresses();

  /** Adds manifests and returns a fault for each that somebody else already owns. */
  add(manifests: readonly Manifest[], environment: string): Fault[] {
    const faults = [
      ...this.#nodePorts.add(manifests, environment),
      ...this.#ingresses.add(manifests, environment),
    ];
    for (const { object, origin, path } of manifests) {
      const slim = {
        path,
        origin,
        object: {
          apiVersion: object.apiVersion,
          kind: object.kind,
          metadata: { name: object.metadata.name },
        },
      };
      const identity: Identity = { manifest: slim, environment };
      const key = `${groupOf(object.apiVersion)}/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`;
      const folded = path.toLowerCase();
      const first = this.#byObject.get(key) ?? this.#byPath.get(folded);
      if (first) {
        faults.push(describeClash(identity, first));
        continue;
      }
      this.#byObject.set(key, identity);
      this.#byPath.set(folded, identity);
    }
    return faults;
  }
}

function describeClash(second: Identity, first: Identity): Fault {
  const name = nameObject({ ...second.manifest, source: '', kubernetes: '' });
  const other = { place: first.manifest.origin, label: `${name} is made here too` };
  if (first.environment === second.environment) {
    return fault(
      'duplicate-object',
      `${name} would be made twice in ${second.environment}`,
      second.manifest.origin,
      {
        other,
        hint: "rename one of them; `name:` sets the name of a shop's objects",
      },
    );
  }
  return fault(
    'shared-object',
    `${name} would be owned by ${first.environment} and by ${second.environment}, which share a cluster`,
    second.manifest.origin,
    { other, hint: 'give one of the environments another `suffix`' },
  );
}
