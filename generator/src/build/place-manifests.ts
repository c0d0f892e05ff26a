// The last step of building: each object gets its path, and what a reconciler must be told about its text. Invariant:
// a path follows from the object's kind and name alone, never from the order of objects.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { groupOf, isOwnGroup } from '../kubernetes/known-kinds.ts';
import type { KubernetesObject, Manifest } from '../model/manifest.ts';
import type { ResolvedEnvironment } from '../resolve/resolved.ts';
import type { Built, Draft } from './builder.ts';

export interface Folder {
  /** From the repository's root: `environments/staging/manifests/simple-town/v1`. */
  readonly path: string;
  /** Left out of file names: `simple-town-`. */
  readonly prefix: string;
  /** The file that headers name unless a draft names another. */
  readonly source: string;
  readonly environment: ResolvedEnvironment;
}

/** Windows cannot check out longer paths below an ordinary home folder. */
const LONGEST_PATH = 200;
const LONGEST_NAME = 253;

/** Drafts as manifests of a folder. */
export function placeManifests(drafts: readonly Draft[], folder: Folder): Built {
  const { kubernetes, reconciler } = folder.environment.cluster.document;
  const faults: Fault[] = [];
  const manifests = drafts.map((draft): Manifest => {
    const { object, origin, source = folder.source, text } = draft;
    const path = `${folder.path}/${nameFile(object, folder.prefix)}`;
    faults.push(...checkLengths(draft, path));
    const final = reconciler === 'flux' && text === undefined ? guardSubstitution(object) : object;
    return { object: final, path, source, origin, kubernetes, ...(text !== undefined && { text }) };
  });
  return { manifests, faults };
}

/** `<name without prefix>-<kind>.yaml` in lower case; a kind that is not Kubernetes' own adds its group. */
function nameFile({ apiVersion, kind, metadata: { name } }: KubernetesObject, prefix: string): string {
  const group = groupOf(apiVersion);
  const short = name.length > prefix.length && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const stem = `${short}-${kind}${isOwnGroup(group) ? '' : `.${group}`}`;
  return `${stem.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}.yaml`;
}

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** Flux would replace `${…}` in the text of an object, or fail on it; the annotation leaves the object alone. */
function guardSubstitution(object: KubernetesObject): KubernetesObject {
  if (!JSON.stringify(object).includes('${')) return object;
  const { metadata } = object;
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [SUBSTITUTE]: 'disabled' } },
  };
}

function checkLengths({ object, origin }: Draft, path: string): Fault[] {
  const { name } = object.metadata;
  if (name.length > LONGEST_NAME) {
    return [
      fault(
        'object-name-too-long',
        `${object.kind} ${name} has a name of ${name.length} characters; Kubernetes takes ${LONGEST_NAME}`,
        origin,
        { hint: 'shorten the names of the shops and towns that it is made of' },
      ),
    ];
  }
  if (path.length <= LONGEST_PATH) return [];
  return [
    fault(
      'path-too-long',
      `${object.kind} ${name} would be written to a path of ${path.length} characters; at most ${LONGEST_PATH} are allowed`,
      origin,
      { hint: 'shorten the names that it is made of', detail: path },
    ),
  ];
}
