// A fault is a value: what is wrong, where a person wrote it, and what to do. Steps collect faults; only the
// command line prints them. A throw is never a fault: it is a bug in the generator.
import type { FaultCode } from './codes/index.ts';

export type Severity = 'error' | 'warning';

/** Steps from the root of a YAML document to a node: keys and list indexes. */
export type YamlPath = readonly (string | number)[];

/**
 * Where a fault stands. `path` names a node of the YAML document in `file`; its line and column are found again
 * from the text when the fault is printed (`locate`). `offset` and `length` (UTF-16 units of the text as read)
 * are for faults that have no node, such as a syntax error. Neither: the file as a whole.
 */
export interface Place {
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  readonly path?: YamlPath;
  /** Which part of the pair at `path` to mark; the value unless said. A path without a node marks its nearest ancestor's key. */
  readonly part?: 'key' | 'value';
  readonly offset?: number;
  readonly length?: number;
}

export interface Fault {
  readonly code: FaultCode;
  readonly severity: Severity;
  /** What was found and what was expected, in one sentence without a full stop. */
  readonly message: string;
  readonly place?: Place;
  /** The second location where two places disagree. */
  readonly other?: { readonly place: Place; readonly label: string };
  /** One thing to do about it. */
  readonly hint?: string;
  /** Printed as it is below the frame, for example a diff. */
  readonly detail?: string;
}

export interface FaultDetails {
  readonly severity?: Severity;
  readonly other?: { readonly place: Place; readonly label: string };
  readonly hint?: string | undefined;
  readonly detail?: string;
}

/** Makes a fault: an error unless `details.severity` says otherwise. */
export function fault(
  code: FaultCode,
  message: string,
  place: Place | undefined,
  details: FaultDetails = {},
): Fault {
  const { severity = 'error', other, hint, detail } = details;
  return {
    code,
    severity,
    message,
    ...(place && { place }),
    ...(other && { other }),
    ...(hint !== undefined && { hint }),
    ...(detail !== undefined && { detail }),
  };
}

/** Whether any of the faults stops the work (warnings do not). */
export function hasErrors(faults: readonly Fault[]): boolean {
  return faults.some((f) => f.severity === 'error');
}
