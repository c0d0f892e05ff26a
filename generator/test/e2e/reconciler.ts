// What a test asks of a reconciler, whichever it is.
import type { ControlPlane } from './control-plane.ts';
import type { ServedRepository } from './served-repository.ts';

/** One of the objects by which a reconciler applies a folder: the root, a kingdom or a town. */
export interface Child {
  readonly name: string;
  /** Whether it applies a commit, and all that it applied is well. */
  rests(commit: string): boolean;
}

export interface Reconciler {
  readonly name: string;
  /** What a test says that was skipped without it. */
  readonly needs: string;
  /** The cluster and the environment of the fixture `snapshot` that it applies. */
  readonly cluster: string;
  readonly environment: string;
  /** The folder with its programs, or undefined when something is not there. */
  find(): string | undefined;
  start(plane: ControlPlane): Promise<void>;
  /** Tells it of the last commit, where it does not look for itself. */
  deliver(plane: ControlPlane, repository: ServedRepository): void;
  listChildren(plane: ControlPlane): Child[];
  /** Lets go of what it holds in this process. */
  stop(): void;
}
