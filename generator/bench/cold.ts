// The cold row: 200 towns x 3 shops x 6 environments, rendered and checked from nothing, against a script that only
// writes the same bytes, kustomize over overlays that yield the same objects, and cdk8s; and, without a budget, the least
// that a program with our packages takes. Prints medians and ratios; ends with 1 when a ratio is over its budget.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderRepository } from '../src/pipeline.ts';
import { makeCdk8sPack } from './cdk8s-pack.ts';
import { makeOverlays, sameObjects } from './kustomize-overlays.ts';
import { ENVIRONMENTS, freshCopy, makeRepository } from './make-repository.ts';
import { type Contender, measure, type Timing } from './measure.ts';

const here = dirname(fileURLToPath(import.meta.url));
const towns = Number(process.env['TOWNS'] ?? 200);
const rounds = Number(process.env['ROUNDS'] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'townhall-bench-'));

function main(): number {
  const source = join(work, 'source');
  makeRepository(source, towns);
  const rendering = renderRepository({ root: source, selection: {}, everything: false });
  if (rendering.faults.length > 0)
    throw new Error(`the bench repository has faults: ${rendering.faults[0]?.message}`);
  const pack = join(work, 'pack.json');
  writeFileSync(pack, JSON.stringify(rendering.files.map(({ path, text }) => [path, text])));
  console.log(
    `${towns} towns x 3 shops x ${ENVIRONMENTS.length} environments, ${rendering.files.length} files, ${rounds} rounds\n`,
  );

  const contenders: Contender[] = [townhall(source), plain(pack), readAndWrite(source, pack)];
  const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  if (kubectl) contenders.push(kustomize(rendering.files));
  else console.log('skipped: kustomize (there is no kubectl)');
  if (installCdk8s()) contenders.push(cdk8s(rendering.files));
  else console.log('skipped: cdk8s (npm could not install it)');
  return print(measure(contenders, { rounds, folder: join(work, 'rounds') }));
}

function townhall(source: string): Contender {
  return {
    name: 'townhall render',
    prepare: (root) => freshCopy(source, root),
    commands: (root) => [
      [process.execPath, join(here, '..', 'bin', 'townhall.js'), 'render', '--root', root],
    ],
  };
}

function emptyFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  spawnSync('sync');
}

function plain(pack: string): Contender {
  return {
    name: 'plain script',
    prepare: emptyFolder,
    commands: (target) => [[process.execPath, join(here, 'plain-writer.js'), pack, target]],
  };
}

function readAndWrite(source: string, pack: string): Contender {
  return {
    name: 'read and write',
    prepare: emptyFolder,
    commands: (target) => [[process.execPath, join(here, 'read-and-write.js'), source, pack, target]],
  };
}

function kustomize(files: Parameters<typeof makeOverlays>[1]): Contender {
  const root = join(work, 'overlays');
  makeOverlays(root, files);
  sameObjects(root, files);
  return {
    name: 'kubectl kustomize',
    prepare: emptyFolder,
    commands: (target) =>
      ENVIRONMENTS.map((name) => [
        'sh',
        '-c',
        `exec kubectl kustomize "$0" > "$1"`,
        join(root, 'overlays', name),
        join(target, `${name.replace('/', '-')}.yaml`),
      ]),
  };
}

function installCdk8s(): boolean {
  if (existsSync(join(here, 'node_modules', 'cdk8s'))) return true;
  return (
    spawnSync('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund'], { stdio: 'ignore' }).status === 0
  );
}

function cdk8s(files: Parameters<typeof makeCdk8sPack>[0]): Contender {
  const pack = join(work, 'cdk8s.json');
  writeFileSync(pack, JSON.stringify(makeCdk8sPack(files)));
  return {
    name: 'cdk8s',
    prepare: emptyFolder,
    commands: (target) => [[process.execPath, join(here, 'cdk8s-app.js'), pack, target]],
  };
}

/** What townhall may take, as a multiple of the other's time. */
const BUDGETS: Readonly<Record<string, number>> = {
  'plain script': 2,
  'kubectl kustomize': 1 / 10,
  cdk8s: 1 / 2,
};

function print(timings: readonly Timing[]): number {
  const ours = timings[0]?.median ?? Number.NaN;
  let over = 0;
  for (const { name, median, fastest, slowest } of timings) {
    const times = `${median.toFixed(2)} s (${fastest.toFixed(2)} to ${slowest.toFixed(2)})`;
    const budget = BUDGETS[name];
    const ratio = ours / median;
    const verdict =
      budget === undefined
        ? ''
        : `townhall takes ${ratio.toFixed(3)}x of it, budget ${budget}x: ${ratio <= budget ? 'kept' : 'OVER'}`;
    if (budget !== undefined && !(ratio <= budget)) over++;
    console.log(`${name.padEnd(18)} ${times.padEnd(26)} ${verdict}`);
  }
  return over > 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
