// What `build` hands on: a Kubernetes object, where its file goes, and the line of input it comes from.
import type { Place } from '../diagnostics/fault.ts';

/** Any Kubernetes object. Builders make the typed kinds of @kubernetes/client-node, which all have this shape. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

/** One object on its way to one file. */
export interface Manifest {
  readonly object: KubernetesObject;
  /** Folder and file, from the repository's root: `environments/staging/manifests/simple-town/v1/woodworker-service.yaml`. */
  readonly path: string;
  /** The input file that the header names. */
  readonly source: string;
  /** Where a person asked for this object. */
  readonly origin: Place;
  /** The text that stands below the header, where it is not ours to write: a file that SOPS has signed. */
  readonly text?: string;
  /** Kubernetes minor version of the cluster that will receive it, such as "1.35". */
  readonly kubernetes: string;
}

/** A file on its way to disk; `text` ends in a line feed. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}
