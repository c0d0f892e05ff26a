// The input files of a commit in a temporary folder, so that they are read like any repository; gone afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputOutputError } from '../../model/input-output-error.ts';
import type { GitRepository } from './git-repository.ts';

const PARTS = ['towns', 'base', 'environments', 'clusters'];
/** What is rendered, and read in another way. */
const GENERATED = /^(?:environments\/.+\/manifests|clusters\/[^/]+\/(?:argo-cd|flux))\//;

/** Runs `work` on a folder (absolute) that holds what people wrote as of a commit. */
export function withCheckout<T>(git: GitRepository, commit: string, work: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'townhall-'));
  try {
    const files = git.listFiles(commit, PARTS).filter(({ path }) => !GENERATED.test(path));
    const contents = git.readContents(files.map(({ id }) => id));
    for (const { path, id } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), contents.get(id) ?? '');
    }
    return work(root);
  } catch (error) {
    if (error instanceof InputOutputError || !(error instanceof Error && 'syscall' in error)) throw error;
    throw new InputOutputError(root, error);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
