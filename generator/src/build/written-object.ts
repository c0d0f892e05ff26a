// Objects that people write out, in the base or in a town: they keep their name and content, and get the namespace and the labels
// of the town or kingdom that they are rendered for.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { isClusterScoped } from '../kubernetes/known-kinds.ts';
import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import type { KubernetesObject } from '../model/manifest.ts';
import type { ResolvedObject } from '../resolve/resolved.ts';
import type { Draft } from './builder.ts';
import { complete, type Labels } from './labels.ts';

export interface Adoption {
  readonly namespace: string;
  /** The kinds that the base describes. */
  readonly customKinds: Catalogue;
  /** The labels of the object of that name. */
  readonly label: (name: string) => Labels;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The objects as drafts, with a fault for each that asks for a namespace that is not its own. */
export function adoptObjects(
  objects: readonly ResolvedObject[],
  adoption: Adoption,
): { drafts: Draft[]; faults: Fault[] } {
  const drafts = objects.map(({ object, place }) => ({
    object: adopt(object, adoption),
    origin: place,
    source: place.file,
  }));
  return { drafts, faults: objects.flatMap((written) => checkNamespace(written, adoption.namespace)) };
}

function adopt(
  object: KubernetesObject,
  { namespace, label, annotations, customKinds }: Adoption,
): KubernetesObject {
  const { apiVersion, kind } = object;
  const { name, labels, annotations: own, namespace: _replaced, ...rest } = object.metadata;
  const all = { ...annotations, ...own };
  return {
    ...object,
    metadata: {
      name,
      ...(!isClusterScoped(apiVersion, kind, customKinds) && { namespace }),
      labels: complete(label(name), labels),
      ...(Object.keys(all).length > 0 && { annotations: all }),
      ...rest,
    },
  };
}

function checkNamespace({ object, place, root }: ResolvedObject, namespace: string): Fault[] {
  const { name, namespace: said } = object.metadata;
  if (said === undefined || said === namespace) return [];
  return [
    fault(
      'foreign-namespace',
      `${object.kind} ${name} is written for namespace "${said}", but it would be rendered into "${namespace}"`,
      { file: place.file, path: [...root, 'metadata', 'namespace'] },
      { hint: 'leave metadata.namespace out: it is filled in' },
    ),
  ];
}
