// Every fault code has a case: a small repository with one thing wrong, and the exact text a person reads.
// UPDATE_EXPECTED=1 writes what is printed now; read every line of the difference before committing it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultPages } from '../../src/diagnostics/codes/index.ts';
import { diagnosticsPage } from '../../tools/diagnostics-page.ts';
import { makeRepository, type Repo } from '../stories/repository.ts';

const CASES = join(import.meta.dirname, '../fixtures/diagnostics');
const ROOT = join(import.meta.dirname, '../../..');

/** A command that has to succeed, a commit of everything at a time (the first makes the git repository), or an edit. */
type StepOfCase =
  | { readonly run: string[] }
  | { readonly commit: string }
  | { readonly edit: Record<string, [find: string, replace: string][]> };

interface Case {
  /** What happened before the change that is wrong. */
  readonly before?: StepOfCase[];
  /** What happened after it, before the command. */
  readonly after?: StepOfCase[];
  readonly command?: string[];
  readonly exit?: number;
  readonly edit?: Record<string, [find: string, replace: string][]>;
  readonly files?: Record<string, string>;
  readonly base64?: Record<string, string>;
  readonly links?: Record<string, string>;
  readonly remove?: string[];
  /** Named pipes. */
  readonly pipes?: string[];
  /** Folder -> how many files of 60 KiB. */
  readonly bulk?: Record<string, number>;
}

function prepare(
  repo: Repo,
  { edit = {}, files = {}, base64 = {}, links = {}, remove = [], pipes = [], bulk = {} }: Case,
): void {
  for (const path of remove) repo.remove(path);
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
  for (const [path, text] of Object.entries(base64)) repo.write(path, Buffer.from(text, 'base64'));
  for (const [path, changes] of Object.entries(edit)) {
    for (const [find, replace] of changes) repo.edit(path, find, replace);
  }
  for (const path of pipes) execFileSync('mkfifo', [join(repo.root, path)]);
  for (const [folder, count] of Object.entries(bulk)) {
    for (let index = 0; index < count; index++)
      repo.write(`${folder}/file-${index}.yaml`, `a: b\n#${'x'.repeat(60 * 1024)}\n`);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(repo.root, path));
}

async function take(repo: Repo, steps: readonly StepOfCase[] = []): Promise<void> {
  for (const step of steps) {
    if ('commit' in step) repo.commit(step.commit);
    else if ('edit' in step) prepare(repo, { edit: step.edit });
    else
      expect(await repo.run(...step.run), step.run.join(' ')).toMatchObject({
        exit: 0,
        stderr: expect.not.stringMatching(/error\[/),
      });
  }
}

const cases = readdirSync(CASES).sort();

/** Needs a binary whose answer differs from ours: e2e/kubeconform.test.ts makes it differ. */
const ELSEWHERE = ['kubeconform'];

describe('what a person reads', () => {
  test.each(cases)('%s', async (name) => {
    const repo = await makeRepository();
    const wrong: Case = parse(readFileSync(join(CASES, name, 'case.yaml'), 'utf8'));
    await take(repo, wrong.before);
    prepare(repo, wrong);
    await take(repo, wrong.after);
    const before = repo.snapshot();
    const { exit, stdout, stderr } = await repo.run(...(wrong.command ?? ['render']));
    const file = join(CASES, name, 'expected.txt');
    if (process.env['UPDATE_EXPECTED']) writeFileSync(file, stderr);
    expect(stderr).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
    expect(stderr).toContain(`[${name.replace(/\+.*/, '')}]`);
    expect(exit).toBe(wrong.exit ?? 1);
    if (exit !== 0) {
      // A diff is told whatever is thought of it.
      if (wrong.command?.[0] !== 'diff') expect(stdout).toBe('');
      expect(repo.snapshot()).toEqual(before);
    }
  });

  test('every code has a case, and every case a code', () => {
    const codes = Object.keys(faultPages).sort();
    expect([...new Set(cases.map((name) => name.replace(/\+.*/, '')))]).toEqual(
      codes.filter((code) => !ELSEWHERE.includes(code)),
    );
  });

  test('the page of all codes is current', () => {
    expect(readFileSync(join(ROOT, 'docs/diagnostics.md'), 'utf8')).toBe(diagnosticsPage());
  });
});
