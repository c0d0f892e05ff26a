// The workflows of this repository hold to the rules, and each rule is seen to fail once.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { files, read } from '../docs/repository-files.ts';
import { lintWorkflow } from './lint-workflow.ts';
import { isNode, readWorkflow } from './read-workflow.ts';

const workflows = files.filter((file) => /^\.github\/workflows\/.*\.ya?ml$/.test(file));
const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
const lint = (text: string): string => lintWorkflow(text, Object.keys(scripts)).join('\n');
const CI = read('.github/workflows/ci.yml');

describe('workflows', () => {
  test.each(workflows)('%s breaks no rule', (file) => {
    expect(lint(read(file))).toBe('');
  });

  test('pull requests, the merge queue and main run what people run', () => {
    expect(Object.keys(readWorkflow(CI).triggers)).toEqual(['pull_request', 'merge_group', 'push']);
    expect(CI).toContain('run: npm run ci #');
  });

  test('the button of promote.yml offers the stages of the pipeline', () => {
    const { on } = parse(read('.github/workflows/promote.yml'));
    const { stages } = documentSchemas.pipeline().parse(parse(read('environments/pipeline.yaml')));
    expect(on.workflow_dispatch.inputs.stage.options).toEqual(stages.map(({ name }) => name));
  });

  test('two runs of promote.yml wait for each other', () => {
    const { node } = readWorkflow(read('.github/workflows/promote.yml'));
    expect(node.concurrency).toEqual({ group: 'promote', 'cancel-in-progress': false });
  });

  test('only a bot starts rerender.yml, so that its own push does not', () => {
    const { jobs } = readWorkflow(read('.github/workflows/rerender.yml'));
    const starts = jobs.filter(({ node }) => node.needs === undefined).map(({ node }) => String(node.if));
    expect(starts).toHaveLength(1);
    expect(starts[0]).toMatch(/github\.actor == 'renovate\[bot\]'/);
  });

  test('who asks for a pull request that starts ci does not ask with GITHUB_TOKEN', () => {
    for (const file of ['promote.yml', 'release.yml']) {
      const { jobs } = readWorkflow(read(`.github/workflows/${file}`));
      expect(isNode(jobs[0]?.node)).toBe(true);
      expect(read(`.github/workflows/${file}`)).toContain('GH_TOKEN: ${{ steps.app.outputs.token }}');
    }
  });
});

describe('scripts', () => {
  const programs = files.filter((file) => file.startsWith('scripts/'));

  test.each(programs)('%s has at most 30 lines and stops at the first error', (file) => {
    const text = read(file);
    expect(text).toContain('\nset -euo pipefail\n');
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(30);
  });

  test('npm scripts run scripts that are there', () => {
    for (const [, path = ''] of Object.values(scripts)
      .join('\n')
      .matchAll(/(?:bash|tsx) (\S+)/g)) {
      expect(files).toContain(path);
    }
  });
});

describe('what workflows ask of townhall', () => {
  const texts = [
    ...files.filter((file) => file.startsWith('scripts/') || file === '.ci/run').map(read),
    ...Object.values(scripts),
    read('scripts/judge-change').replace(/^step /gm, 'townhall '),
    ...listToolCalls(),
  ];
  const calls = texts.flatMap((text) =>
    [...text.matchAll(/\btownhall ([a-z]+[^;|>'`\\\n]*)/g)].map(([, call = '']) => call.trim()),
  );

  test.each([...new Set(calls)])('townhall %s', (call) => {
    const [name, ...words] = call.split(' ');
    const command = commands.find((candidate) => candidate.name === name);
    expect(command, name).toBeDefined();
    const options = [
      '--format',
      ...(command?.options ?? []).flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? []),
    ];
    for (const word of words.filter((word) => word.startsWith('--'))) expect(options).toContain(word);
  });

  test('is seen here', () => {
    const names = new Set(calls.map((call) => call.split(' ')[0]));
    expect([...names]).toEqual(
      expect.arrayContaining(['render', 'check', 'diff', 'status', 'promote', 'release']),
    );
  });
});

/** What the tools ask for, at its longest. */
function listToolCalls(): string[] {
  const sources = ['open-promotions', 'open-release'].map((name) =>
    read(`generator/tools/pull-requests/${name}.ts`),
  );
  return sources.map((text) => {
    const source = text.replace(/^.*\bgit\(.*$/gm, '');
    const [, command] = /townhall\('(\w+)'/.exec(source) ?? [];
    return `townhall ${command} ${[...source.matchAll(/'(--[a-z-]+)'/g)].map(([, option]) => option).join(' ')}`;
  });
}

const STEP = '      - run: npm run ci #';
const PERMISSIONS = 'permissions:\n  contents: read\n';
const expression = (text: string): string => `\${{ ${text} }}`;
type Break = readonly [rule: string, file: string, find: string, replace: string, fault: RegExp];
const CASES: readonly Break[] = [
  [
    'is not started with our rights',
    'ci',
    '  pull_request:',
    '  pull_request_target:',
    /pull_request_target/,
  ],
  ['is not started by a comment', 'ci', '  pull_request:', '  issue_comment:', /issue_comment/],
  [
    'that another starts checks out no pull request',
    'comment',
    '          persist-credentials: false',
    `          persist-credentials: false\n          ref: ${expression('github.event.workflow_run.head_sha')}`,
    /fetches the code/,
  ],
  [
    'that another starts fetches no pull request',
    'comment',
    'run: npm run change:comment',
    'run: gh pr checkout 1 && npm run change:comment',
    /fetches the code/,
  ],
  ['says its permissions', 'ci', PERMISSIONS, '', /does not say/],
  ['may not write at its top', 'ci', 'contents: read', 'contents: write', /takes contents: write/],
  ['may not do everything', 'ci', PERMISSIONS, 'permissions: write-all\n', /does not say/],
  [
    'has no job with every right',
    'nightly',
    '    timeout-minutes',
    '    permissions: write-all\n    timeout-minutes',
    /every right/,
  ],
  ['has a time limit', 'ci', '    timeout-minutes: 30\n', '', /timeout-minutes/],
  ['pins actions to a commit', 'ci', /@[0-9a-f]{40} #/.exec(CI)?.[0] ?? '', '@v5 #', /not pinned/],
  ['says the version of a commit', 'ci', ' # v5.0.0', '', /version/],
  ['leaves no token behind', 'ci', '          persist-credentials: false\n', '', /token/],
  ['runs no branch name', 'ci', STEP, `      - run: echo ${expression('github.head_ref')}`, /expression/],
  [
    'runs no title in github-script',
    'ci',
    STEP,
    `      - uses: ./script\n        with: { script: "${expression('github.event.pull_request.title')}" }`,
    /expression/,
  ],
  [
    'runs no input',
    'promote',
    'run: npm run promote',
    `run: echo ${expression('inputs.town')} #`,
    /expression/,
  ],
  [
    'gives no secret to a pull request',
    'ci',
    STEP,
    `      - env: { TOKEN: "${expression('secrets.DEPLOY')}" }\n        run: npm run ci`,
    /unmerged code in ci/,
  ],
  [
    'gives no secret to every job of a pull request',
    'ci',
    PERMISSIONS,
    `${PERMISSIONS}env: { TOKEN: "${expression('secrets.DEPLOY')}" }\n`,
    /unmerged code in ci/,
  ],
  [
    'gives no right to a pull request',
    'ci',
    '    timeout-minutes: 15\n',
    '    timeout-minutes: 15\n    permissions: { pull-requests: write }\n',
    /unmerged code in change/,
  ],
  [
    "gives no secret to a bot's branch",
    'rerender',
    "          ref: main # the script below is main's\n",
    '',
    /unmerged code in push/,
  ],
  [
    'lets a run that is going end',
    'promote',
    'cancel-in-progress: false',
    'cancel-in-progress: true',
    /cancels/,
  ],
  ['waits for its like', 'promote', 'concurrency:', 'on-its-own:', /concurrency/],
  [
    'shares no cache between pull requests and a job with a secret',
    'release',
    '          package-manager-cache: false\n',
    '',
    /cache/,
  ],
  [
    'runs only npm scripts that are there',
    'ci',
    'npm run change:judge',
    'npm run change:jugde',
    /no npm script/,
  ],
  ['leaves agreeing to people', 'promote', 'run: npm ci', 'run: gh pr merge 1 && npm ci', /agrees/],
];

describe('a workflow', () => {
  test.each(CASES)('%s (%s.yml)', (_rule, file, find, replace, fault) => {
    const sound = read(`.github/workflows/${file}.yml`);
    expect(find).not.toBe('');
    expect(sound).toContain(find);
    expect(lint(sound.replace(find, () => replace))).toMatch(fault);
  });
});
