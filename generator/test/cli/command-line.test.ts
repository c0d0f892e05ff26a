import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { makeRepository, temporaryFolder, townhall } from '../stories/repository.ts';

describe('help', () => {
  test('the overview lists every command', async () => {
    const { exit, stdout } = await townhall('/', '--help');
    expect(exit).toBe(0);
    for (const { name, summary } of commands)
      expect(stdout).toMatch(new RegExp(`${name}.*${summary.slice(0, 20)}`));
  });

  test.each(commands.map(({ name }) => name))('%s --help has examples and exit codes', async (name) => {
    const { exit, stdout } = await townhall('/', name, '--help');
    expect(exit).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes:');
  });

  test('no command at all is wrong use', async () => {
    expect((await townhall('/')).exit).toBe(2);
  });
});

describe('wrong use exits with 2 and a sentence, never a stack', () => {
  test.each([
    [['rendr']],
    [['render', '--chek']],
    [['render', 'staging']],
    [['render', '--format', 'xml']],
    [['new', 'village', 'harbour']],
    [['new', 'town', 'Not_A_Name']],
    [['completion', 'tcsh']],
    [['render', '--town', 'market', '--town', 'mill']],
  ])('%j', async (args) => {
    const repo = await makeRepository();
    const { exit, stdout, stderr } = await townhall(repo.root, ...args);
    expect(exit).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at |undefined|\[object/);
    expect(stderr.length).toBeGreaterThan(10);
  });

  test('init never writes into a folder that holds something', async () => {
    const repo = await makeRepository();
    const before = repo.snapshot();
    expect((await townhall(repo.root, 'init', '.')).exit).toBe(2);
    expect(repo.snapshot()).toEqual(before);
  });
});

describe('json', () => {
  test('render says what it did', async () => {
    const repo = await makeRepository();
    const { exit, stdout } = await repo.run('render', '--format', 'json');
    const { command, result, faults } = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect({ command, faults }).toEqual({ command: 'render', faults: [] });
    expect(Object.keys(result)).toEqual([
      'environments',
      'towns',
      'objects',
      'created',
      'updated',
      'deleted',
      'unchanged',
    ]);
    expect(result.environments).toEqual(['canary', 'regions/eastus', 'staging']);
    expect(result.unchanged).toBe(result.objects);
  });

  test('a fault has a code, a place and a hint', async () => {
    const repo = await makeRepository();
    repo.edit('towns/market/current/town.yaml', 'ports: { http: 8080 }', 'prots: { http: 8080 }');
    const { exit, stdout } = await repo.run('check', '--format', 'json');
    expect(exit).toBe(1);
    expect(JSON.parse(stdout).faults[0]).toMatchObject({
      code: 'unknown-key',
      severity: 'error',
      file: 'towns/market/current/town.yaml',
      line: 11,
      column: 5,
      hint: 'did you mean "ports"?',
    });
  });

  test('check lists what is waived', async () => {
    const repo = await makeRepository();
    repo.edit(
      'towns/market/current/town.yaml',
      ':1.29-alpine"',
      ':latest"\n    waive: { image-tag-floating: rebuilt nightly }',
    );
    const { exit, stdout } = await repo.run('check', '--format', 'json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).result.waivers).toEqual([
      {
        code: 'image-tag-floating',
        environment: 'staging',
        object: 'Deployment market-stall',
        reason: 'rebuilt nightly',
      },
    ]);
  });
});

describe('doctor', () => {
  test('it says what each reconciler reads, and finds nothing wrong with a fresh repository', async () => {
    const repo = await makeRepository();
    const { exit, stdout } = await repo.run('doctor');
    expect(exit).toBe(0);
    expect(stdout).toContain('environments/staging/manifests/market/current');
  });

  test('a tree that is not there is a trouble, not an empty list', async () => {
    const repo = await makeRepository();
    repo.remove('environments/canary/manifests/market');
    const { exit, stdout } = await repo.run('doctor');
    expect(exit).toBe(1);
    expect(stdout).toMatch(/environments\/canary\/manifests\/market\/v1[\s\S]*!/);
  });
});

describe('new', () => {
  test('a new town renders', async () => {
    const repo = await makeRepository();
    expect((await repo.run('new', 'town', 'mill')).exit).toBe(0);
    const { exit, stdout } = await repo.run('render');
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: expect.stringContaining('2 towns') });
    expect(repo.read('environments/staging/manifests/mill/current/web-deployment.yaml')).toContain(
      'mill-web',
    );
  });

  test('a new shop joins its town, and every other byte of the file stays', async () => {
    const repo = await makeRepository();
    const before = repo.read('towns/market/current/town.yaml');
    expect((await repo.run('new', 'shop', 'market/scale', '--image', 'ghcr.io/acme/scale:2.0.0')).exit).toBe(
      0,
    );
    const after = repo.read('towns/market/current/town.yaml');
    expect(after.startsWith(before)).toBe(true);
    expect((await repo.run('render')).exit).toBe(0);
    expect(repo.read('environments/staging/manifests/market/current/scale-deployment.yaml')).toContain(
      'ghcr.io/acme/scale:2.0.0',
    );
  });

  test('what is there is never replaced', async () => {
    const repo = await makeRepository();
    const before = repo.snapshot();
    expect((await repo.run('new', 'town', 'market')).exit).toBe(2);
    expect((await repo.run('new', 'shop', 'market/stall')).exit).toBe(2);
    expect(repo.snapshot()).toEqual(before);
  });
});

describe('init', () => {
  test('the repository it makes is rendered, clean and passes its checks', async () => {
    const folder = temporaryFolder();
    const made = await townhall(folder, 'init', 'harbour', '--now', '2026-11-20T09:30:00Z');
    expect(made).toMatchObject({ exit: 0, stderr: '' });
    expect(await townhall(`${folder}/harbour`, 'render', '--check')).toMatchObject({ exit: 0, stderr: '' });
    expect(await townhall(`${folder}/harbour`, 'check')).toMatchObject({ exit: 0, stderr: '' });
  });

  test('a folder below the current one can be rendered with --root', async () => {
    const folder = temporaryFolder();
    await townhall(folder, 'init', 'harbour', '--now', '2026-11-20T09:30:00Z');
    expect((await townhall(folder, 'render', '--root', 'harbour')).exit).toBe(0);
    expect((await townhall(folder, '--root', 'harbour', 'render')).exit).toBe(0);
  });
});

describe('the documented shapes of --format json', () => {
  const documented: readonly (readonly [args: string[], keys: string[]])[] = [
    [['render'], ['environments', 'towns', 'objects', 'created', 'updated', 'deleted', 'unchanged']],
    [
      ['render', '--check'],
      ['environments', 'towns', 'objects', 'created', 'updated', 'deleted', 'unchanged'],
    ],
    [['check'], ['environments', 'towns', 'objects', 'waivers']],
    [
      ['schema', '--check'],
      ['folder', 'schemas', 'stale'],
    ],
    [['new', 'town', 'mill'], ['files']],
    [
      ['init', 'elsewhere'],
      ['folder', 'files', 'render'],
    ],
    [['doctor'], ['tools', 'clusters']],
    [
      ['completion', 'zsh'],
      ['shell', 'script'],
    ],
    [['completion', 'tcsh'], ['error']],
  ];
  test.each(documented)('%j', async (args, keys) => {
    const repo = await makeRepository();
    const { exit, stdout, stderr } = await repo.run(...args, '--format', 'json');
    const document = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(Object.keys(document)).toEqual(['command', 'exit', 'result', 'faults', 'omitted']);
    expect(document.exit).toBe(exit);
    expect(Object.keys(document.result)).toEqual(keys);
  });
});

test('a reader that has seen enough is no failure', () => {
  const program = join(import.meta.dirname, '../../bin/townhall.js');
  const script = '"$0" "$1" --help | true; exit "${PIPESTATUS[0]}"';
  const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, program], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
