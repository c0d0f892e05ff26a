// The workflows of this repository hold to the rules, and each rule is seen to fail once.
import { describe, expect, test } from 'vitest';
import { lintWorkflow } from './lint-workflow.ts';
import { files, read } from './repository-files.ts';

const workflows = files.filter((file) => /^\.github\/workflows\/.*\.ya?ml$/.test(file));
const SOUND = read('.github/workflows/ci.yml');

describe('workflows', () => {
  test.each(workflows)('%s breaks no rule', (file) => {
    expect(lintWorkflow(read(file))).toEqual([]);
  });

  test('pull requests and main run what people run', () => {
    expect(SOUND).toMatch(/^ {2}pull_request:\n {2}push:\n {4}branches: \[main\]$/m);
    expect(SOUND).toContain('run: npm run ci');
  });
});

/** What the runner replaces with a value before the shell sees the line. */
const expression = (text: string): string => `\${{ ${text} }}`;
const STEP = '      - run: npm run ci';
const CASES: readonly (readonly [rule: string, find: string, replace: string, fault: RegExp])[] = [
  ['is not started with our rights', '  pull_request:', '  pull_request_target:', /pull_request_target/],
  ['is not started by another workflow', '  pull_request:', '  workflow_run:', /workflow_run/],
  ['says its permissions', 'permissions:\n  contents: read\n', '', /permissions/],
  ['may not write', 'contents: read', 'contents: write', /contents: write/],
  ['may not do everything', 'permissions:\n  contents: read\n', 'permissions: write-all\n', /permissions/],
  [
    'has no job with every right',
    '    timeout-minutes',
    '    permissions: write-all\n    timeout-minutes',
    /every right/,
  ],
  ['has a time limit', '    timeout-minutes: 30\n', '', /timeout-minutes/],
  ['pins actions to a commit', '@08c6903cd8c0fde910a37f88322edcfb5dd907a8 #', '@v5 #', /not pinned/],
  [
    'says the version of a commit',
    ' # v5.0.0\n        with:\n          persist',
    '\n        with:\n          persist',
    /version/,
  ],
  ['leaves no token behind', '          persist-credentials: false', '          fetch-depth: 0', /token/],
  ['runs no branch name', STEP, `      - run: echo ${expression('github.head_ref')}`, /stranger/],
  ['runs no title', STEP, `      - run: echo "${expression('github.event.pull_request.title')}"`, /stranger/],
  [
    'runs no commit message',
    STEP,
    `      - run: echo "${expression('github.event.head_commit.message')}"`,
    /stranger/,
  ],
  [
    'runs no label',
    STEP,
    `      - run: echo ${expression('join(github.event.pull_request.labels.*.name)')}`,
    /stranger/,
  ],
  [
    'gives no secret to a pull request',
    STEP,
    `      - env: { TOKEN: "${expression('secrets.DEPLOY')}" }
        run: npm run ci`,
    /secret/,
  ],
  ['lets a run that is going end', 'cancel-in-progress: false', 'cancel-in-progress: true', /cancels/],
];

describe('a workflow', () => {
  test.each(CASES)('%s', (_rule, find, replace, fault) => {
    expect(SOUND).toContain(find);
    const broken = SOUND.replace(find, () => replace);
    expect(lintWorkflow(broken).join('\n')).toMatch(fault);
  });
});
