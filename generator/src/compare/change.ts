// What a change does to one object, and the words for it.
import type { YamlPath } from '../diagnostics/fault.ts';
import type { HazardCode } from './hazards/codes.ts';
import type { TreeObject } from './snapshot.ts';

/** From harmless to grave; a change has the gravest effect of its fields. */
export const EFFECTS = [
  'none',
  'metadata',
  'configuration',
  'scale',
  'restart',
  'recreate',
  'create',
  'delete',
  'data-loss',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** One field that differs; undefined where it is absent. */
export interface FieldChange {
  readonly path: YamlPath;
  readonly before: unknown;
  readonly after: unknown;
}

export interface ObjectChange {
  /** The key of both snapshots. */
  readonly key: string;
  readonly effect: Effect;
  readonly before: TreeObject | undefined;
  readonly after: TreeObject | undefined;
  /** Empty for what is created or deleted. */
  readonly fields: readonly FieldChange[];
  /** Pods that stop or start anew because of it: from replicas, or the autoscaler's minimum. */
  readonly restarts: number;
}

export interface Hazard {
  /** kebab-case and permanent: `promote --accept` names it. */
  readonly code: HazardCode;
  /** Whether a promotion is refused until it is accepted; otherwise it is only shown. */
  readonly refuses: boolean;
  /** Whether data would be gone: the one thing that stands in the way of a rollback. */
  readonly dataLoss: boolean;
  readonly environment: string | undefined;
  readonly town: string | undefined;
  readonly shop: string | undefined;
  /** `StatefulSet mongo-mongo`. */
  readonly object: string;
  /** One sentence without a full stop: what would happen. */
  readonly message: string;
  /** The safe way to do it. */
  readonly safeWay: string;
  /** The rendered file, or the file that a person wrote, and the field that cause it. */
  readonly cause: { readonly path: string; readonly field: YamlPath } | undefined;
}
