// The package as a user gets it: packed, installed into an empty folder, and used from there.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../stories/repository.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folder = temporaryFolder();
let contents: string[] = [];

const run = (program: string, args: string[], cwd = folder): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  const packed = run(
    'npm',
    ['pack', '--workspace', 'generator', '--json', '--pack-destination', folder],
    ROOT,
  );
  const described: unknown = JSON.parse(packed.slice(packed.indexOf('[\n')));
  contents =
    JSON.stringify(described)
      .match(/"path":"[^"]+"/g)
      ?.map((path) => path.slice(8, -1)) ?? [];
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)]);
});

describe('the package', () => {
  test('holds what running needs and nothing else', () => {
    expect(contents.length).toBeGreaterThan(50);
    const allowed =
      /^(package\.json|README\.md|LICENSE|bin\/townhall\.js|dist\/.+\.(js|d\.ts)|kubernetes\/.+|schema\/.+\.schema\.json|templates\/.+)$/;
    expect(contents.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test('makes a repository that renders', () => {
    run('npx', ['townhall', 'init', 'harbour']);
    const said = run('npx', ['townhall', 'render', '--root', 'harbour']);
    expect(said).toMatch(/3 environments, 1 town, .* 0 created, 0 updated, 0 deleted/);
    expect(run('npx', ['townhall', 'check', '--root', 'harbour'])).toContain('every check passed');
  });

  test('can be imported', () => {
    const script = `import { renderRepository } from '@townhall/generator';
      const { faults, files } = renderRepository({ root: process.cwd() + '/harbour', selection: {}, everything: true });
      console.log(faults.length, files.length > 20);`;
    expect(run('node', ['--input-type=module', '--eval', script])).toBe('0 true\n');
  });
});
