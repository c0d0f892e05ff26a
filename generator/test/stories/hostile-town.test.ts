// A town file as a hostile or hurried hand writes it: every row is refused with exit 1 at the right line, and not one
// byte of the repository changes. Rows are named after the catalogue of hostile inputs that they come from.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository, type Repo } from './repository.ts';

const TOWN = 'towns/market/current/town.yaml';

interface Row {
  readonly row: string;
  /** The whole town file. */
  readonly text: string | Uint8Array;
  /** The line that must be named. */
  readonly line?: number;
}

const town = (...lines: string[]): string =>
  ['town: market', 'kingdom: riverland', 'owner: market-team', ...lines, ''].join('\n');
const shop = (...lines: string[]): string =>
  town('shops:', '  stall:', '    image: docker.io/acme/stall:1.0.0', ...lines.map((line) => `    ${line}`));
const nested = (depth: number): string => `${'[ '.repeat(depth)}${' ]'.repeat(depth)}`;

const rows: Row[] = [
  { row: 'Y01 a key twice', text: town('owner: other-team', 'shops: {}'), line: 4 },
  { row: 'Y01 a key twice in a flow mapping', text: shop('labels: { b: "1", b: "2" }'), line: 7 },
  { row: 'Y02 keys 1 and "1"', text: shop('labels: { 1: a, "1": b }'), line: 7 },
  { row: 'Y04 an anchor and its alias', text: shop('args: &words [serve]', 'command: *words'), line: 7 },
  {
    row: 'Y05 billion laughs',
    text: `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`)
      .join('\n')}\n`,
  },
  { row: 'Y06 an alias of itself', text: town('shops: &a [*a]'), line: 4 },
  { row: 'Y08 a merge key', text: shop('<<: { replicas: 2 }'), line: 7 },
  { row: 'Y09 a tab as indentation', text: shop('env:\n\tKEY: value'), line: 8 },
  { row: 'Y10 a byte order mark inside', text: shop('\uFEFFreplicas: 1'), line: 7 },
  { row: 'Y11 CR as the only line end', text: shop('replicas: 1').replaceAll('\n', '\r') },
  { row: 'Y12 two documents', text: `${shop()}---\ntown: other\n` },
  { row: 'Y12 a trailing document marker', text: `${shop()}---\n` },
  { row: 'Y13 an empty file', text: '' },
  { row: 'Y13 comments only', text: '# nothing\n' },
  { row: 'Y13 a list', text: '- town: market\n', line: 1 },
  { row: 'Y13 a scalar', text: 'market\n', line: 1 },
  { row: 'Y15 __proto__', text: shop('labels: { __proto__: x }'), line: 7 },
  { row: 'Y15 constructor', text: town('constructor: { prototype: { polluted: yes } }'), line: 4 },
  {
    row: 'Y16 an unknown key, deep down',
    text: shop('probes:', '  ready: { http: /, prot: http }'),
    line: 8,
  },
  { row: 'Y17 yes', text: shop('env: { OPEN: yes }'), line: 7 },
  { row: 'Y17 a base-60 number', text: shop('env: { AT: 22:22 }'), line: 7 },
  { row: 'Y17 a date', text: shop('env: { DAY: 2024-01-01 }'), line: 7 },
  { row: 'Y17 a number with an underscore', text: shop('replicas: 1_000'), line: 7 },
  { row: 'Y17 a binary number', text: shop('replicas: 0b11'), line: 7 },
  { row: 'Y19 a leading zero', text: shop('replicas: 010'), line: 7 },
  { row: 'Y21 infinity', text: shop('replicas: .inf'), line: 7 },
  { row: 'Y21 too great a number', text: shop('replicas: 1e400'), line: 7 },
  { row: 'Y23 a version that is a number', text: shop('env: { VERSION: 1.10 }'), line: 7 },
  { row: 'Y24 null', text: shop('replicas: null'), line: 7 },
  { row: 'Y24 nothing behind a key', text: shop('replicas:'), line: 7 },
  { row: 'Y25 a directive', text: `%YAML 1.1\n---\n${shop()}` },
  { row: 'Y26 a tag', text: shop('args: !!set { serve }'), line: 7 },
  { row: 'Y26 a tag of a language', text: shop('args: !!js/function "function () {}"'), line: 7 },
  { row: 'Y27 a NUL', text: shop('env: { KEY: "a\\0b" }'), line: 7 },
  { row: 'Y27 a raw escape', text: shop('env: { KEY: "a\u001bb" }'), line: 7 },
  { row: 'Y27 a right-to-left override', text: shop('env: { KEY: "a\u202Eb" }'), line: 7 },
  { row: 'Y28 half a surrogate pair', text: shop('env: { KEY: "\\ud800" }'), line: 7 },
  { row: 'Y30 more than 64 KiB', text: `${shop()}${'#'.repeat(65_537)}\n` },
  { row: 'Y31 21 levels', text: town(`shops: ${nested(21)}`), line: 4 },
  { row: 'Y31 30,000 brackets', text: `a: ${'['.repeat(30_000)}` },
  { row: 'Y33 an open quote', text: shop('args: ["serve]'), line: 7 },
  { row: 'Y33 two colons', text: shop('args: a: b'), line: 7 },
  { row: 'Y33 an at sign', text: shop('args: @all'), line: 7 },
  {
    row: 'Y35 a merge conflict',
    text: shop('<<<<<<< HEAD', 'replicas: 1', '=======', 'replicas: 2', '>>>>>>> other').replace(
      /^ +([<=>]{7})/gm,
      '$1',
    ),
    line: 7,
  },
  { row: 'Y36 a key of 1,025 characters', text: shop(`labels: { ${'k'.repeat(1025)}: x }`), line: 7 },
  { row: 'Y36 a list of 1,001', text: shop(`args: [${'a, '.repeat(1001)}]`), line: 7 },
  ...[
    'A',
    'a_b',
    '-a',
    'a-',
    'a.b',
    '""',
    '"a b"',
    'ä',
    '"a\\nevil: 1"',
    '..',
    '"a/../b"',
    '/etc',
    '"%2e%2e"',
  ].map((name) => ({
    row: `N01/N06 a shop named ${name}`,
    text: town('shops:', `  ${name}: { image: "docker.io/acme/stall:1.0.0" }`),
    line: 5,
  })),
  {
    row: 'N02 a name of 64 characters',
    text: town('shops:', `  ${'a'.repeat(64)}: { image: "docker.io/acme/stall:1.0.0" }`),
    line: 5,
  },
  { row: 'N02 a label value of 64 characters', text: shop(`labels: { team: ${'a'.repeat(64)} }`), line: 7 },
  {
    row: 'N02 a name that gets too long with its town',
    text: town('shops:', `  ${'a'.repeat(60)}: { image: "docker.io/acme/stall:1.0.0" }`),
    line: 5,
  },
  { row: 'Y38/N10 a town that is another', text: shop().replace('town: market', 'town: mill'), line: 1 },
  {
    row: 'a byte that is not UTF-8',
    text: Buffer.concat([Buffer.from(shop()), Buffer.from([0xff, 0xfe, 0x0a])]),
  },
];

async function refuse(repo: Repo, line: number | undefined): Promise<void> {
  const before = repo.snapshot();
  for (const command of ['render', 'check']) {
    const { exit, stdout, stderr } = await repo.run(command);
    expect({ exit, stdout }, stderr).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[[a-z0-9-]+\]: .+$/m);
    expect(stderr).not.toMatch(/\[object|undefined|\n\s+at |Zod|YAMLParseError/);
    if (line !== undefined) expect(stderr).toContain(`--> ${TOWN}:${line}:`);
    else expect(stderr).toContain(`--> ${TOWN}`);
  }
  expect(repo.snapshot()).toEqual(before);
}

describe('a hostile town file is refused, and nothing is written', () => {
  test.each(rows)('$row', async ({ text, line }) => {
    const repo = await makeRepository();
    repo.write(TOWN, text);
    await refuse(repo, line);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('F01 a town file that is a link', async () => {
    const repo = await makeRepository();
    repo.remove(TOWN);
    symlinkSync('../v1/town.yaml', join(repo.root, TOWN));
    await refuse(repo, undefined);
  });

  test('all faults of all files are reported at once', async () => {
    const repo = await makeRepository();
    repo.edit(TOWN, 'ports:', 'prots:');
    repo.edit('environments/pipeline.yaml', 'soak: 1h', 'soak: soon');
    repo.edit('clusters/eastus/cluster.yaml', 'reconciler: argo-cd', 'reconciler: argo');
    const { stderr } = await repo.run('render');
    for (const file of [TOWN, 'environments/pipeline.yaml', 'clusters/eastus/cluster.yaml'])
      expect(stderr).toContain(`--> ${file}:`);
    expect(stderr).toContain('3 errors in 3 files; nothing was written.');
  });
});
