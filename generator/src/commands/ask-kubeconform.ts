// What kubeconform says of the committed trees, as faults at the lines that asked for the objects.
import {
  findKubeconform,
  KUBECONFORM_VERSION,
  runKubeconform,
} from '../check/kubeconform/run-kubeconform.ts';
import { type Fault, fault } from '../diagnostics/fault.ts';
import type { Rendering } from '../pipeline.ts';
import { count } from '../report.ts';

export type Answer =
  | { readonly absent: string }
  | {
      readonly faults: Fault[];
      readonly summary: string;
      readonly counts: { readonly valid: number; readonly invalid: number };
    };

/** Runs the binary over every rendered file as it lies on disk. */
export function askKubeconform(root: string, { files, kubernetesOf, model }: Rendering): Answer {
  const found = findKubeconform(root);
  if (!found)
    return {
      absent:
        'kubeconform is not here: scripts/install-kubeconform gets it, or TOWNHALL_KUBECONFORM names it',
    };
  if (found.version !== KUBECONFORM_VERSION) {
    return {
      absent: `kubeconform is ${found.version}, and its answers are only known for ${KUBECONFORM_VERSION}: scripts/install-kubeconform gets that one`,
    };
  }
  const byVersion = new Map<string, string[]>();
  for (const { path } of files) {
    const version = kubernetesOf.get(path);
    if (version === undefined) continue;
    byVersion.set(version, [...(byVersion.get(version) ?? []), path]);
  }
  const result = runKubeconform(
    root,
    byVersion,
    [...model.bases.values()].map(({ customKinds }) => customKinds),
  );
  if (!result) return { absent: 'kubeconform went away while it was asked' };
  const faults = result.findings.map(({ path, kind, name, message, field }) =>
    fault(
      'kubeconform',
      `${kind} ${name}: ${field && field.length > 0 ? `${field.join('.')}: ` : ''}${message}`.trim(),
      { file: path },
      {
        hint: 'the embedded check should have said so first: please report the difference',
      },
    ),
  );
  const invalid = result.findings.length;
  const summary = `kubeconform ${result.version}: ${count(result.valid, 'object')} valid, ${invalid} not`;
  return { faults, summary, counts: { valid: result.valid, invalid } };
}
