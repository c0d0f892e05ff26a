// The scripts that workflows run, run here: GitHub is played, git and the archive are real.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../stories/repository.ts';
import { type Entry, makeZip } from './make-zip.ts';
import { gitIn, MarketRemote, readIn, writeAll } from './market-remote.ts';
import { folderWithScripts, type Played, play } from './play-programs.ts';

const SHA = 'a'.repeat(40);
const SUMMARY = '2 shops restart in 3 regions, 0 deletions';
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

interface Scene {
  /** What the run left; undefined when it left no artifact. */
  readonly artifact?: readonly Entry[];
  readonly size?: number;
  /** Where the pull request is now. */
  readonly head?: string;
  /** The number of our comment there. */
  readonly comment?: string;
}

/** The GitHub of a scene, for `gh`. */
function githubOf({ artifact, size = 500, head = SHA, comment = '' }: Scene): string {
  const zip = join(temporaryFolder(), 'artifact.zip');
  if (artifact) writeFileSync(zip, makeZip(artifact));
  return `case "$*" in
    *'/artifacts?'*) ${artifact ? `echo '77 ${size}'` : 'true'} ;;
    *'/artifacts/77/zip') cat '${zip}' ;;
    *'/pulls/12 '*) echo '${head}' ;;
    *'--paginate'*) printf '%s' '${comment}' ;;
    *'--silent'*) ;;
    *) echo "nobody plays $*" >&2; exit 1 ;;
  esac`;
}

const textOf = (number: string, comment: string): Entry[] => [
  { name: 'number', text: number },
  { name: 'comment.md', text: comment },
];

const comment = (scene: Scene): Played =>
  play('comment-on-change', {
    folder: folderWithScripts(),
    programs: { gh: githubOf(scene) },
    env: { GITHUB_REPOSITORY: 'acme/townhall', RUN_ID: '9', HEAD_SHA: SHA, GH_TOKEN: 'not-to-be-printed' },
  });

const writes = ({ calls }: Played): string[] => calls.filter((call) => call.includes('--silent'));
const BODY = `body=<!-- townhall: what this change does -->\\n${SUMMARY}`;

describe.skipIf(!hasUnzip)('the comment on a pull request', () => {
  test('is written when there is none', () => {
    const played = comment({ artifact: textOf('12\n', `${SUMMARY}\n`) });
    expect(played).toMatchObject({ exit: 0, stderr: '' });
    expect(writes(played)).toEqual([
      `gh api --silent -X POST repos/acme/townhall/issues/12/comments --raw-field ${BODY}`,
    ]);
  });

  test('is written over when there is one: there is never a second', () => {
    const played = comment({ artifact: textOf('12\n', `${SUMMARY}\n`), comment: '555\n556\n' });
    expect(writes(played)).toEqual([
      `gh api --silent -X PATCH repos/acme/townhall/issues/comments/555 --raw-field ${BODY}`,
    ]);
  });

  test('goes when the change does nothing any more', () => {
    const played = comment({ artifact: textOf('12\n', ''), comment: '555\n' });
    expect(writes(played)).toEqual(['gh api --silent -X DELETE repos/acme/townhall/issues/comments/555']);
  });

  test('is looked for among what the bot wrote, so that nobody who quotes it is written over', () => {
    const { calls } = comment({ artifact: textOf('12\n', SUMMARY) });
    expect(calls.find((call) => call.includes('--paginate'))).toContain(
      '.user.login == "github-actions[bot]"',
    );
  });

  test.each<[string, Scene, RegExp]>([
    ['when nothing changed and none is there', { artifact: textOf('12\n', '') }, /^$/],
    ['when the run left nothing', {}, /names no pull request/],
    [
      'when the number is no number',
      { artifact: textOf('12/../../issues', SUMMARY) },
      /names no pull request/,
    ],
    [
      'when the number has a line too many',
      { artifact: textOf('12\n13\n', SUMMARY) },
      /names no pull request/,
    ],
    [
      'when the pull request is elsewhere',
      { artifact: textOf('12', SUMMARY), head: 'b'.repeat(40) },
      /is not at/,
    ],
  ])('is left alone %s', (_when, scene, said) => {
    const played = comment(scene);
    expect(played.exit).toBe(0);
    expect(played.stdout.trim()).toMatch(said);
    expect(writes(played)).toEqual([]);
  });

  test('is not made of an archive that is too large', () => {
    const played = comment({ artifact: textOf('12', SUMMARY), size: 1_000_001 });
    expect(played.exit).toBe(1);
    expect(played.stderr).toContain('1000001 bytes, more than 1000000');
    expect(writes(played)).toEqual([]);
  });

  test('fits what GitHub takes, and keeps characters whole', () => {
    const [call = ''] = writes(comment({ artifact: textOf('12', 'ä'.repeat(80_000)) }));
    const length = call.slice(call.indexOf('body=') + 5).length;
    expect(length).toBeGreaterThan(64_000);
    expect(length).toBeLessThanOrEqual(65_536);
    expect(call).not.toContain('\uFFFD');
  });

  test('shows no file of the machine that a link in the archive names', () => {
    const artifact: Entry[] = [
      { name: 'number', text: '12' },
      { name: 'comment.md', text: '/proc/self/environ', link: true },
    ];
    const [call = ''] = writes(comment({ artifact }));
    expect(call).toMatch(/\/proc\/self\/environ$/);
    expect(call).not.toContain('not-to-be-printed');
  });
});

describe('what a run leaves for the comment', () => {
  const describeChange = (townhall: string) => {
    const temp = temporaryFolder();
    const env = { RUNNER_TEMP: temp, BASE: 'HEAD^1', PULL_REQUEST: '12', GITHUB_REPOSITORY: 'acme/townhall' };
    const played = play('describe-change', { folder: folderWithScripts(), programs: { npx: townhall }, env });
    return { ...played, number: readIn(temp, 'change/number'), comment: readIn(temp, 'change/comment.md') };
  };

  test('is the number of the pull request, and what it does', () => {
    const { exit, calls, number, comment } = describeChange(`echo '${SUMMARY}'`);
    expect(calls).toEqual(['npx townhall diff HEAD^1 --markdown']);
    expect({ exit, number, comment }).toEqual({ exit: 0, number: '12\n', comment: `${SUMMARY}\n` });
  });

  test('is no text when nothing changed', () => {
    expect(describeChange('true')).toMatchObject({ exit: 0, comment: '' });
  });

  test('never says that all is well when nobody knows', () => {
    const { exit, comment } = describeChange('echo half; exit 2');
    expect(exit).toBe(1);
    expect(comment).toMatch(/^What this does is not known/);
    expect(comment).not.toContain('half');
  });
});

describe('the judgement of a change', () => {
  const judge = (npx: string) =>
    play('judge-change', { folder: folderWithScripts(), programs: { npx }, env: { BASE: 'HEAD^1' } });

  test('asks everything with notes on the lines, and passes when nothing is found', () => {
    const { exit, calls } = judge('true');
    expect(exit).toBe(0);
    expect(calls).toHaveLength(3);
    for (const call of calls) expect(call).toMatch(/^npx townhall .* --format github$/);
  });

  test('asks on after a finding, and fails', () => {
    const { exit, calls, stdout } = judge('case "$*" in *"render --check"*) exit 1 ;; esac');
    expect(exit).toBe(1);
    expect(calls).toHaveLength(3);
    expect(stdout).toContain('failed: townhall render --check\n');
  });
});

const TREE = 'environments/regions/asia/manifests/harbour/current/crane-deployment.yaml';
const BRANCH = 'renovate/shop-1.x';
const TOWN = 'towns/harbour/current/town.yaml';

/** A remote where a bot raised an image and did not render, and the artifact of a run that did. */
function startRerender(changes: Readonly<Record<string, string>>) {
  const remote = new MarketRemote({ [TREE]: 'image: shop:1.0.0\n', [TOWN]: 'image: shop:1.0.0\n' });
  remote.commitOn(BRANCH, { [TOWN]: 'image: shop:1.1.0\n' }, 'Raise shop');
  const runner = remote.clone();
  gitIn(runner, 'switch', '--quiet', BRANCH);
  writeAll(runner, changes);
  gitIn(runner, 'add', '--all');
  const patch = spawnSync('git', ['diff', '--cached', '--binary'], { cwd: runner, encoding: 'utf8' }).stdout;
  return { remote, sha: remote.commitOf(BRANCH), artifact: [{ name: 'rendered.patch', text: patch }] };
}

const pushPatch = (remote: MarketRemote, sha: string, artifact: readonly Entry[]): Played =>
  play('push-render-patch', {
    folder: folderWithScripts(remote.clone()),
    programs: { gh: githubOf({ artifact }) },
    env: { GITHUB_REPOSITORY: 'acme/townhall', RUN_ID: '9', BRANCH, HEAD_SHA: sha, PUSH_TOKEN: 'no' },
  });

describe.skipIf(!hasUnzip)("a bot's branch", () => {
  test('gets what rendering it changed, in one commit of ours', () => {
    const { remote, sha, artifact } = startRerender({ [TREE]: 'image: shop:1.1.0\n' });
    expect(pushPatch(remote, sha, artifact)).toMatchObject({ exit: 0, stderr: '' });
    expect(remote.read(BRANCH, TREE)).toBe('image: shop:1.1.0');
    expect(gitIn(remote.folder, 'log', '--format=%an: %s', `main..${BRANCH}`).split('\n')).toEqual([
      'townhall: Render',
      'Mira: Raise shop',
    ]);
  });

  test('gets new and removed files, too', () => {
    const added = TREE.replace('crane', 'winch');
    const { remote, sha, artifact } = startRerender({ [added]: 'image: shop:1.1.0\n' });
    pushPatch(remote, sha, artifact);
    expect(remote.read(BRANCH, added)).toBe('image: shop:1.1.0');
  });

  test('gets no file that people write, whatever the patch says', () => {
    const { remote, sha, artifact } = startRerender({
      [TREE]: 'image: shop:1.1.0\n',
      [TOWN]: 'image: evil:1.0.0\n',
      '.github/workflows/evil.yml': 'on: push\n',
    });
    expect(pushPatch(remote, sha, artifact).exit).toBe(0);
    expect(gitIn(remote.folder, 'diff', '--name-only', sha, BRANCH)).toBe(TREE);
  });

  test.each([
    ['an empty patch', {}],
    ['a patch of other files only', { [TOWN]: 'image: evil:1.0.0\n' }],
  ])('stays as it is after %s, so that nothing goes round in circles', (_what, changes) => {
    const { remote, sha, artifact } = startRerender(changes);
    expect(pushPatch(remote, sha, artifact)).toMatchObject({ exit: 0, stderr: '' });
    expect(remote.commitOf(BRANCH)).toBe(sha);
  });

  test('that moved on is left to the run of its newer commit', () => {
    const { remote, sha, artifact } = startRerender({ [TREE]: 'image: shop:1.1.0\n' });
    remote.commitOn(BRANCH, { [TOWN]: 'image: shop:1.2.0\n' }, 'Raise shop again');
    const newer = remote.commitOf(BRANCH);
    expect(pushPatch(remote, sha, artifact).exit).not.toBe(0);
    expect(remote.commitOf(BRANCH)).toBe(newer);
  });

  test('is rendered into a patch of generated folders', () => {
    const remote = new MarketRemote({ [TREE]: 'image: shop:1.0.0\n', [TOWN]: 'image: shop:1.1.0\n' });
    const folder = folderWithScripts(remote.clone());
    const temp = temporaryFolder();
    mkdirSync(join(folder, 'clusters/asia'), { recursive: true });
    writeFileSync(join(folder, 'clusters/asia/cluster.yaml'), 'cluster: asia\n');
    const npx = `[ "$*" = 'townhall render' ] && echo 'image: shop:1.1.0' >'${TREE}'`;
    expect(play('make-render-patch', { folder, programs: { npx }, env: { RUNNER_TEMP: temp } }).exit).toBe(0);
    expect(existsSync(join(temp, 'rendered.patch'))).toBe(true);
    expect(readFileSync(join(temp, 'rendered.patch'), 'utf8')).toContain('\n+image: shop:1.1.0\n');
  });
});
