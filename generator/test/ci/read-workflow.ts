// A workflow as its rules look at it: what starts it, and its jobs with their steps, whatever the file leaves out.
import { parseDocument } from 'yaml';

export type Node = Readonly<Record<string, unknown>>;

export interface Step {
  readonly uses: string | undefined;
  readonly run: string | undefined;
  readonly settings: Node;
}

export interface Job {
  readonly name: string;
  readonly node: Node;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly node: Node;
  /** Event -> its filters. */
  readonly triggers: Node;
  readonly jobs: readonly Job[];
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nodeOf = (value: unknown): Node => (isNode(value) ? value : {});
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export function readWorkflow(text: string): Workflow {
  const node = nodeOf(parseDocument(text).toJS());
  const { on } = node;
  const triggers = isNode(on) ? on : Object.fromEntries([on].flat().map((name) => [String(name), null]));
  const jobs = Object.entries(nodeOf(node.jobs)).map(([name, job]) => ({
    name,
    node: nodeOf(job),
    steps: listOf(nodeOf(job).steps)
      .filter(isNode)
      .map((step) => ({ uses: textOf(step.uses), run: textOf(step.run), settings: nodeOf(step.with) })),
  }));
  return { node, triggers, jobs };
}

/** Whether a job has files of a change that nobody has merged: a pull request's, or a bot's branch. */
export function holdsUnmergedCode({ triggers }: Workflow, { steps }: Job): boolean {
  const unmerged = Object.entries(triggers).some(
    ([event, filters]) =>
      event.startsWith('pull_request') ||
      event === 'merge_group' ||
      (event === 'push' && String(nodeOf(filters).branches) !== 'main'),
  );
  return unmerged && steps.some(({ uses = '', settings }) => isCheckout(uses) && settings.ref !== 'main');
}

export const isCheckout = (uses: string): boolean => uses.startsWith('actions/checkout@');

/** The rights of the token beyond reading that a job has. */
export function listRights(permissions: unknown): string[] {
  if (typeof permissions === 'string') return permissions === 'read-all' ? [] : [permissions];
  return Object.entries(nodeOf(permissions)).flatMap(([name, right]) =>
    right === 'read' || right === 'none' ? [] : [`${name}: ${String(right)}`],
  );
}
