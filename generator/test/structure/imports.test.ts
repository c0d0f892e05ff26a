import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

// Left to right: a file may import from its own step and from steps to its left.
const STEPS = [
  'words',
  'kubernetes',
  'load',
  'validate',
  'resolve',
  'build',
  'check',
  'emit',
  'write',
  'compare',
  'promotion',
  'top',
  'commands',
  'cli',
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

function stepOf(path: string): string {
  const [first = '', ...rest] = path.split(/[\\/]/);
  // What faults and values are called stands under every step alike.
  if (rest.length > 0) return first === 'model' || first === 'diagnostics' ? 'words' : first;
  return ['cli.ts', 'index.ts'].includes(first) ? 'cli' : 'top';
}

function importsOf(path: string): { name: string; typeOnly: boolean }[] {
  const text = readFileSync(join(SRC, path), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
  );
  return [...found].map(([, typeOnly, name, lazy]) => ({
    name: name ?? lazy ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}

const local = files.flatMap((path) =>
  importsOf(path)
    .filter(({ name }) => name.startsWith('.'))
    .map(({ name }) => ({ path, target: relative(SRC, resolve(SRC, dirname(path), name)) })),
);

describe('the steps import in one direction', () => {
  test('every source belongs to a step', () => {
    for (const path of files) expect(STEPS, path).toContain(stepOf(path));
    expect(files.length).toBeGreaterThan(50);
  });

  test('no step imports from its right', () => {
    const wrong = local.filter(
      ({ path, target }) => STEPS.indexOf(stepOf(target)) > STEPS.indexOf(stepOf(path)),
    );
    // The command line prints outcomes, whose type the commands own; `report.ts` reads it.
    expect(wrong.filter(({ path }) => path !== 'report.ts')).toEqual([]);
  });

  test('every local import names a file that is there', () => {
    for (const { path, target } of local)
      expect(files.includes(target), `${path} imports ${target}`).toBe(true);
  });
});

describe('what steps may touch', () => {
  // Besides load and write: the schemas that ship with the program, the second opinion that starts a program of its own,
  // and init, which looks whether its folder is empty.
  const MAY_READ = [
    /^load\//,
    /^write\//,
    /^kubernetes\/schemas\//,
    /^check\/kubeconform\//,
    /^commands\/run-init\.ts$/,
  ];
  const MAY_START = [/^load\/find-tools\.ts$/, /^load\/git\//, /^check\/kubeconform\//];

  test('only load and write touch the disk', () => {
    const readers = files.filter((path) =>
      importsOf(path).some(({ name, typeOnly }) => /^node:fs/.test(name) && !typeOnly),
    );
    expect(readers.filter((path) => !MAY_READ.some((allowed) => allowed.test(path)))).toEqual([]);
  });

  test('only doctor, kubeconform and the reading of history start other programs', () => {
    const starters = files.filter((path) =>
      importsOf(path).some(({ name }) => name === 'node:child_process'),
    );
    expect(starters.filter((path) => !MAY_START.some((allowed) => allowed.test(path)))).toEqual([]);
  });

  test('nothing opens a connection', () => {
    const network = /^node:(net|http|https|http2|tls|dgram|dns)/;
    expect(files.filter((path) => importsOf(path).some(({ name }) => network.test(name)))).toEqual([]);
  });

  test('only the command line ends the process or prints', () => {
    const printing = /process\.(exit|stdout|stderr|argv)|console\./;
    expect(
      files.filter((path) => path !== 'cli.ts' && printing.test(readFileSync(join(SRC, path), 'utf8'))),
    ).toEqual([]);
  });

  test('the Kubernetes client is imported for its types only', () => {
    for (const path of files) {
      for (const { name, typeOnly } of importsOf(path)) {
        if (name.startsWith('@kubernetes/')) expect(typeOnly, path).toBe(true);
      }
    }
  });

  test('output never depends on the locale or the clock', () => {
    const moods = /localeCompare|toLocale|Intl\.|Date\.now|new Date\(\)|Math\.random/;
    const wrong = files.filter((path) => moods.test(readFileSync(join(SRC, path), 'utf8')));
    // init dates its files; the lock remembers when it was taken; read-now is where commands get the time; zone reads
    // the wall clock of a named time zone, which is the same on every machine.
    const may = ['commands/run-init.ts', 'write/lock.ts', 'commands/read-now.ts', 'model/zone.ts'];
    expect(wrong.filter((path) => !may.includes(path))).toEqual([]);
  });
});
