// What a workflow may not do: run a stranger's code with our rights, take a text from a pull request as a command, or lose
// its place when it is started twice.
import {
  holdsUnmergedCode,
  isCheckout,
  type Job,
  listRights,
  readWorkflow,
  type Step,
  type Workflow,
} from './read-workflow.ts';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const SECRET = /\bsecrets\.(?!GITHUB_TOKEN\b)/;

/** The rules that a workflow breaks, one sentence each; `scripts` are the npm scripts that there are. */
export function lintWorkflow(text: string, scripts: readonly string[]): string[] {
  const workflow = readWorkflow(text);
  return [
    ...lintTriggers(workflow),
    ...lintPermissions(workflow),
    ...lintConcurrency(workflow),
    ...lintVersions(text),
    ...workflow.jobs.flatMap((job) => lintJob(workflow, job)),
    ...workflow.jobs.flatMap(({ steps }) => steps.flatMap((step) => lintStep(step, scripts))),
  ];
}

function lintTriggers({ triggers, jobs }: Workflow): string[] {
  const refused = ['pull_request_target', 'issue_comment'].filter((name) => name in triggers);
  const faults = refused.map((name) => `is started by ${name}, with our rights`);
  if (!('workflow_run' in triggers)) return faults;
  const steps = jobs.flatMap((job) => job.steps);
  const fetches = steps.some(({ uses = '', run = '', settings }) =>
    isCheckout(uses)
      ? settings.ref !== undefined || settings.repository !== undefined
      : /\bgh pr checkout\b|\bgit (fetch|pull|checkout|switch)\b/.test(run),
  );
  return fetches ? [...faults, 'fetches the code of a pull request, with our rights'] : faults;
}

function lintPermissions({ node }: Workflow): string[] {
  const { permissions } = node;
  if (typeof permissions !== 'object' || permissions === null) {
    return ['does not say `permissions: { contents: read }` at its top'];
  }
  return listRights(permissions).map((right) => `takes ${right} for every job`);
}

function lintConcurrency({ node }: Workflow): string[] {
  const { concurrency } = node;
  if (typeof concurrency !== 'object' || concurrency === null) return ['has no concurrency group'];
  return 'cancel-in-progress' in concurrency && concurrency['cancel-in-progress'] === false
    ? []
    : ['cancels a run that is going'];
}

function lintJob(workflow: Workflow, job: Job): string[] {
  const { name, node } = job;
  const rights = listRights(node.permissions);
  const trusted = rights.length > 0 || SECRET.test(JSON.stringify([node, workflow.node.env]));
  const caches = job.steps.some(
    ({ uses = '', settings }) =>
      /^actions\/cache\b/.test(uses) ||
      settings.cache !== undefined ||
      (uses.startsWith('actions/setup-node@') && settings['package-manager-cache'] !== false),
  );
  return [
    ...(typeof node['timeout-minutes'] === 'number' ? [] : [`has the job ${name} without timeout-minutes`]),
    ...(rights.includes('write-all') ? [`has the job ${name} with every right`] : []),
    ...(trusted && holdsUnmergedCode(workflow, job)
      ? [`gives a secret or a right to unmerged code in ${name}`]
      : []),
    ...(trusted && caches ? [`shares a cache with pull requests in ${name}`] : []),
  ];
}

function lintStep({ uses, run = '', settings }: Step, scripts: readonly string[]): string[] {
  const faults: string[] = [];
  const command = [run, settings.script].join('\n');
  if (command.includes('${{'))
    faults.push('puts an expression into a command, where a stranger may have written it');
  if (/\bgh pr (merge|review)\b/.test(command)) faults.push('agrees to a change in the place of people');
  for (const [, script = ''] of command.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)) {
    if (!scripts.includes(script)) faults.push(`runs ${script}, which is no npm script`);
  }
  if (uses === undefined || uses.startsWith('./')) return faults;
  if (!PINNED.test(uses)) faults.push(`uses ${uses}, which is not pinned to a commit`);
  if (isCheckout(uses) && settings['persist-credentials'] !== false)
    faults.push('leaves its token in the checkout');
  return faults;
}

function lintVersions(text: string): string[] {
  const lines = text.split('\n').filter((line) => /@[0-9a-f]{40}/.test(line));
  return lines.some((line) => !/ # v\d+(\.\d+){0,2}$/.test(line))
    ? ['pins a commit without saying its version']
    : [];
}
