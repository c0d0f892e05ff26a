// The patches of a town on the objects that are rendered for it, in the order written. A patch that changes nothing, or
// would make another object of its target, is a fault at its line.
import { type Fault, fault, type Place, type YamlPath } from '../../diagnostics/fault.ts';
import { suggestHint } from '../../diagnostics/suggest.ts';
import { groupOf, isOwnGroup } from '../../kubernetes/known-kinds.ts';
import { isObject } from '../../model/json.ts';
import type { KubernetesObject } from '../../model/manifest.ts';
import type { ResolvedPatch, ResolvedTown } from '../../resolve/resolved.ts';
import type { Draft } from '../builder.ts';
import { applyOperations } from './json-patch.ts';
import { mergeStrategically, type PatchProblem } from './strategic-merge.ts';

export interface Patched {
  readonly drafts: readonly Draft[];
  readonly faults: readonly Fault[];
}

/** The drafts with every patch applied. */
export function applyPatches(drafts: readonly Draft[], { patches, file }: ResolvedTown): Patched {
  if (patches.length === 0) return { drafts, faults: [] };
  const patched = [...drafts];
  const faults: Fault[] = [];
  for (const patch of patches) {
    const at = (path: YamlPath, part: 'key' | 'value' = 'value'): Place => ({
      file,
      path: [...patch.root, ...path],
      part,
    });
    const index = patched.findIndex((draft) => isTarget(draft, patch));
    const draft = patched[index];
    if (!draft || draft.text !== undefined) {
      faults.push(noTarget(patch, draft, { patched, at }));
      continue;
    }
    const result = applyPatch(draft.object, patch, at);
    if (result.faults) faults.push(...result.faults);
    else patched[index] = { ...draft, object: result.object };
  }
  return { drafts: patched, faults };
}

type At = (path: YamlPath, part?: 'key' | 'value') => Place;

function isTarget({ object }: Draft, { target }: ResolvedPatch): boolean {
  return object.kind === target.kind && object.metadata.name === target.name;
}

function noTarget(
  { target }: ResolvedPatch,
  signed: Draft | undefined,
  { patched, at }: { readonly patched: readonly Draft[]; readonly at: At },
): Fault {
  const { kind, name } = target;
  if (signed)
    return fault(
      'patch-does-not-apply',
      `${kind} ${name} is signed by SOPS, so nobody can change it`,
      at(['target']),
      {
        hint: 'change it with sops',
      },
    );
  const names = patched
    .filter(({ object }) => object.kind === kind)
    .map(({ object }) => object.metadata.name);
  const kinds = new Set(patched.map(({ object }) => object.kind));
  if (names.length === 0)
    return fault('patch-does-not-apply', `this town renders no ${kind}`, at(['target', 'kind']), {
      hint: suggestHint(kind, kinds) ?? `it renders ${[...kinds].sort().join(', ')}`,
    });
  return fault(
    'patch-does-not-apply',
    `this town renders no ${kind} named "${name}"`,
    at(['target', 'name']),
    {
      hint: suggestHint(name, names) ?? `there is ${names.sort().join(', ')}`,
    },
  );
}

type Result =
  | { readonly object: KubernetesObject; readonly faults?: undefined }
  | { readonly faults: readonly Fault[] };

function applyPatch(object: KubernetesObject, { change, target }: ResolvedPatch, at: At): Result {
  const { changed, problems } = changeObject(object, change);
  const explain = ({ path, message }: PatchProblem): Fault =>
    fault('patch-does-not-apply', `${target.kind} ${target.name}: ${message}`, at(['change', ...path]), {
      hint: 'mend the patch, or take it out',
    });
  if (problems.length > 0) return { faults: problems.map(explain) };
  if (JSON.stringify(changed) === JSON.stringify(object)) {
    const message = `the patch changes nothing: ${target.kind} ${target.name} is so already`;
    return {
      faults: [fault('patch-does-not-apply', message, at(['change'], 'key'), { hint: 'take it out' })],
    };
  }
  const other = IDENTITY.filter(
    (path) => JSON.stringify(readAt(object, path)) !== JSON.stringify(readAt(changed, path)),
  );
  if (other.length === 0) return { object: changed as KubernetesObject }; // its apiVersion, kind and metadata.name are the old ones
  return {
    faults: other.map((path) =>
      fault(
        'patch-of-identity',
        `the patch changes ${path.join('.')} of ${target.kind} ${target.name}, by which it is found again`,
        at(Array.isArray(change) ? ['change'] : ['change', ...path]),
        { hint: 'leave it as it is' },
      ),
    ),
  };
}

function changeObject(
  object: KubernetesObject,
  change: ResolvedPatch['change'],
): { changed: unknown; problems: readonly PatchProblem[] } {
  if (Array.isArray(change)) {
    const result = applyOperations(object, change);
    return 'problem' in result
      ? { changed: object, problems: [result.problem] }
      : { changed: result.changed, problems: [] };
  }
  const custom = !isOwnGroup(groupOf(object.apiVersion));
  const { merged, problems } = mergeStrategically({ ...object }, change, { custom });
  return { changed: merged, problems };
}

const LABELS = [
  ['metadata', 'labels'],
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
];

/** What makes an object the one it is. */
const IDENTITY: readonly (readonly string[])[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['spec', 'selector'],
  ...LABELS.flatMap((path) => [
    [...path, 'town'],
    [...path, 'shop'],
  ]),
];

function readAt(value: unknown, path: readonly string[]): unknown {
  let node = value;
  for (const key of path) node = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  return node;
}
