// What a workflow may not do: run a stranger's code with our rights, or a text from a pull request as a command.
import { parseDocument } from 'yaml';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** Whatever a stranger can write: names of branches, titles, bodies, messages, labels. */
const STRANGERS_TEXT =
  /\$\{\{[^}]*\b(github\.head_ref|github\.event\.(?!pull_request\.number|number|repository\.)|inputs\.)[^}]*\}\}/;
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

/** The rules that a workflow breaks, one sentence each. */
export function lintWorkflow(text: string): string[] {
  const workflow: unknown = parseDocument(text).toJS();
  if (!isNode(workflow)) return ['is no mapping'];
  const jobs = isNode(workflow.jobs) ? Object.values(workflow.jobs).filter(isNode) : [];
  const steps = jobs.flatMap((job) => nodes(job.steps));
  return [
    ...lintTriggers(workflow.on),
    ...lintPermissions(workflow.permissions),
    ...jobs.flatMap(lintJob),
    ...steps.flatMap(lintStep),
    ...lintVersions(text),
    ...(/\bsecrets\.(?!GITHUB_TOKEN\b)/.test(text) ? ['gives a secret to code of a pull request'] : []),
    ...(isNode(workflow.concurrency) && workflow.concurrency['cancel-in-progress'] === true
      ? ['cancels a run that is going']
      : []),
  ];
}

function lintTriggers(on: unknown): string[] {
  const names = isNode(on) ? Object.keys(on) : [on].flat().map(String);
  return names
    .filter((name) => ['pull_request_target', 'workflow_run', 'issue_comment'].includes(name))
    .map((name) => `is started by ${name}, with our rights`);
}

function lintPermissions(permissions: unknown): string[] {
  if (!isNode(permissions)) return ['does not say `permissions: { contents: read }` at its top'];
  const more = Object.entries(permissions).filter(([, right]) => right !== 'read' && right !== 'none');
  return more.map(([name, right]) => `takes ${name}: ${String(right)} for every job`);
}

function lintJob(job: Node): string[] {
  return [
    ...(job.permissions === 'write-all' ? ['has a job with every right'] : []),
    ...(typeof job['timeout-minutes'] === 'number' ? [] : ['has a job without timeout-minutes']),
  ];
}

function lintStep(step: Node): string[] {
  const { uses, run } = step;
  const settings = isNode(step.with) ? step.with : {};
  const script = [run, settings.script].filter((text) => typeof text === 'string').join('\n');
  const faults = STRANGERS_TEXT.test(script) ? ["puts a stranger's text into a command"] : [];
  if (typeof uses !== 'string' || uses.startsWith('./')) return faults;
  if (!PINNED.test(uses)) faults.push(`uses ${uses}, which is not pinned to a commit`);
  if (uses.startsWith('actions/checkout@') && settings['persist-credentials'] !== false) {
    faults.push('leaves its token in the checkout');
  }
  return faults;
}

function lintVersions(text: string): string[] {
  const lines = text.split('\n').filter((line) => /@[0-9a-f]{40}/.test(line));
  return lines.some((line) => !/ # v\d+(\.\d+){0,2}$/.test(line))
    ? ['pins a commit without saying its version']
    : [];
}
