import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestFolder } from '../../src/load/digest-folder.ts';
import { loadRepository } from '../../src/load/load-repository.ts';
import { InputOutputError } from '../../src/model/input-output-error.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'townhall-load-'));
  write({
    'environments/pipeline.yaml': 'stages: []\n',
    'environments/staging/environment.yaml': 'environment: staging\nbase: { version: current }\n',
    'environments/staging/pins/market.yaml': 'town: market\nversion: current\n',
    'environments/staging/manifests/market/current/stall-deployment.yaml': 'kind: Deployment\n',
    'environments/regions/uk/environment.yaml': 'environment: regions/uk\nbase: { version: v1 }\n',
    'environments/regions/uk/pins/market.yaml': 'town: market\nversion: v2\n',
    'base/current/base.yaml': 'format: 1\n',
    'base/current/kingdoms/riverland.yaml': 'kingdom: riverland\n',
    'base/v1/base.yaml': 'format: 1\n',
    'base/v2/base.yaml': 'format: 1\n',
    'towns/market/current/town.yaml': 'town: market\n',
    'towns/market/v1/town.yaml': 'town: market\n',
    'towns/market/v2/town.yaml': 'town: market\n',
    'towns/market/v2/files/lamps.conf': 'lit\n',
    'towns/market/v1-hotfix/town.yaml': 'town: market\n',
    'towns/market/releases.yaml': 'v1: {}\n',
    'clusters/uk/cluster.yaml': 'cluster: uk\n',
    'clusters/uk/README.md': '# How to start\n',
    'clusters/uk/flux/town-market.yaml': 'kind: Kustomization\n',
  });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function link(target: string, path: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

/** Faults as `code file`. */
function faults(options: { everything?: boolean } = {}): string[] {
  return loadRepository(root, options)
    .faults.map(({ code, place }) => `${code} ${place?.file ?? ''}`.trim())
    .sort();
}

describe('loading a repository', () => {
  it('reads what environments run, and knows the rest by name', () => {
    const { repository, faults: found } = loadRepository(root, {});
    expect(found).toEqual([]);
    expect(repository.pipeline?.value).toEqual({ stages: [] });
    expect([...repository.environments.keys()]).toEqual(['regions/uk', 'staging']);
    expect(repository.environments.get('regions/uk')?.pins.get('market')?.value).toEqual({
      town: 'market',
      version: 'v2',
    });
    expect([...repository.clusters.keys()]).toEqual(['uk']);
    expect([...repository.base.versions.keys()]).toEqual(['current', 'v1']);
    expect([...repository.base.known]).toEqual(['current', 'v1', 'v2']);
    const market = repository.towns.get('market');
    expect([...(market?.versions.keys() ?? [])]).toEqual(['current', 'v2']);
    expect([...(market?.known ?? [])]).toEqual(['current', 'v1', 'v1-hotfix', 'v2']);
    expect(market?.releases?.value).toEqual({ v1: {} });
    expect([...(market?.versions.get('v2')?.bytes.keys() ?? [])]).toEqual(['files/lamps.conf', 'town.yaml']);
    expect([...(market?.versions.get('v2')?.documents.keys() ?? [])]).toEqual(['town.yaml']);
    expect(repository.texts.get('towns/market/v2/town.yaml')).toBe('town: market\n');
  });

  it('reads every version when everything is asked for', () => {
    const { repository } = loadRepository(root, { everything: true });
    expect([...(repository.towns.get('market')?.versions.keys() ?? [])]).toEqual([
      'current',
      'v1',
      'v1-hotfix',
      'v2',
    ]);
    expect([...repository.base.versions.keys()]).toEqual(['current', 'v1', 'v2']);
  });

  it('says where each YAML fault is, in every file at once', () => {
    write({ 'towns/market/current/town.yaml': 'town: ~\n', 'towns/harbour/current/town.yaml': 'a: yes\n' });
    expect(faults()).toEqual([
      'yaml-ambiguous towns/harbour/current/town.yaml',
      'yaml-empty towns/market/current/town.yaml',
    ]);
    expect(loadRepository(root, {}).repository.texts.get('towns/market/current/town.yaml')).toBe('town: ~\n');
  });

  it('reads CRLF and a byte order mark as if they were not there, digest included', () => {
    const before = loadRepository(root, {}).repository.towns.get('market')?.versions.get('v2');
    write({
      'towns/market/v2/town.yaml': '\ufefftown: market\r\n',
      'towns/market/v2/files/lamps.conf': 'lit\r\n',
    });
    const { repository, faults: found } = loadRepository(root, {});
    expect(found).toEqual([]);
    expect(repository.texts.get('towns/market/v2/town.yaml')).toBe('town: market\n');
    write({ 'towns/market/v2/town.yaml': 'town: market\r\n' });
    expect(loadRepository(root, {}).repository.towns.get('market')?.versions.get('v2')?.digest).toBe(
      before?.digest,
    );
  });

  it('keeps custom resource definitions as bytes and does not parse them', () => {
    write({ 'base/current/crds/lamp.yaml': `a: &x 1\n# ${'x'.repeat(70_000)}\n` });
    const { repository, faults: found } = loadRepository(root, {});
    expect(found).toEqual([]);
    expect(repository.base.versions.get('current')?.bytes.has('crds/lamp.yaml')).toBe(true);
    expect(repository.base.versions.get('current')?.documents.has('crds/lamp.yaml')).toBe(false);
  });

  it.each([
    ['a file', 'town.yaml', 'towns/market/current/files/link'],
    ['a folder', '../../market', 'towns/harbour'],
    ['nothing', 'nowhere', 'towns/market/current/files/link'],
    ['itself', 'link', 'base/current/link'],
    ['outside', '/etc', 'environments/regions/etc'],
    ['a device', '/dev/zero', 'environments/staging/pins/harbour.yaml'],
    ['a file, in a release that nothing runs', 'town.yaml', 'towns/market/v1/link.yaml'],
    ['a file, in a generated tree', 'x.yaml', 'environments/staging/manifests/market/current/y.yaml'],
    ['a file, in the generated part of a cluster', 'x.yaml', 'clusters/uk/flux/y.yaml'],
    ['a folder, among the secrets', '/etc', 'environments/staging/secrets/market'],
  ])('F01 refuses a symbolic link to %s', (_what, target, path) => {
    link(target, path);
    expect(faults()).toEqual([`symbolic-link ${path}`]);
  });

  it('F01 refuses a part that is a symbolic link', () => {
    rmSync(join(root, 'clusters'), { recursive: true });
    link('/etc', 'clusters');
    expect(faults()).toEqual(['symbolic-link clusters']);
  });

  it.each([
    ['towns/market/current/town.yml', 'did you mean "town.yaml"?'],
    ['towns/market/current/notes.txt', 'put files that the town mounts below files/, and remove others'],
    ['towns/market/v2/README.md', 'put files that the town mounts below files/, and remove others'],
    ['towns/market/release.yaml', 'did you mean "releases.yaml"?'],
    [
      'base/current/kingdom.yaml',
      'the base has base.yaml, kingdoms/, kingdom/, town/ and crds/, all of .yaml files',
    ],
    ['environments/pipelines.yaml', 'did you mean "pipeline.yaml"?'],
    ['environments/staging/enviroment.yaml', 'did you mean "environment.yaml"?'],
    ['environments/staging/pin/harbour.yaml', 'expected environment.yaml; move it or remove it'],
    ['environments/staging/pins/harbour.yml', 'expected <town>.yaml; move it or remove it'],
    ['clusters/uk/clusters.yaml', 'did you mean "cluster.yaml"?'],
  ])('refuses the stray file %s', (path, hint) => {
    write({ [path]: 'a: 1\n' });
    const { faults: found } = loadRepository(root, {});
    expect(found).toMatchObject([{ code: 'unknown-file', place: { file: path }, hint }]);
  });

  it('Y30 refuses files that are too large before it reads them', () => {
    write({
      'towns/market/current/town.yaml': `a: 1\n#${'x'.repeat(65_531)}`,
      'towns/market/v2/files/lamps.conf': new Uint8Array(1_048_577),
    });
    expect(faults()).toEqual([
      'file-too-large towns/market/current/town.yaml',
      'file-too-large towns/market/v2/files/lamps.conf',
    ]);
    write({
      'towns/market/current/town.yaml': `a: 1\n#${'x'.repeat(65_530)}`,
      'towns/market/v2/files/lamps.conf': 'lit\n',
    });
    expect(faults()).toEqual([]);
  });

  it('Y32 refuses more YAML than a repository needs', () => {
    const page = `a: 1\n#${'x'.repeat(65_000)}\n`;
    write(
      Object.fromEntries(Array.from({ length: 520 }, (_, n) => [`towns/town-${n}/current/town.yaml`, page])),
    );
    expect(faults()).toEqual([expect.stringMatching(/^input-too-large towns\//)]);
  });

  it('refuses YAML that is not UTF-8', () => {
    write({ 'towns/market/current/town.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a]) });
    expect(faults()).toEqual(['not-utf8 towns/market/current/town.yaml']);
  });

  it.runIf(process.platform === 'linux')('F23 refuses a name that is not UTF-8', () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/towns/market/current/`), Buffer.from([0x66, 0xff])]),
      'a',
    );
    expect(faults()).toEqual(['not-utf8 towns/market/current/f\ufffd']);
  });

  it.runIf(process.platform === 'linux')('refuses names that differ only in case', () => {
    write({ 'towns/market/v2/files/LAMPS.conf': 'lit\n' });
    expect(faults()).toEqual(['same-name towns/market/v2/files/lamps.conf']);
  });

  it.each(['towns/Market', 'towns/a_b', 'towns/-a', 'towns/a.b', `towns/${'a'.repeat(64)}`])(
    'N01 refuses the town %s',
    (town) => {
      write({ [`${town}/current/town.yaml`]: 'town: market\n' });
      expect(faults()).toContain(`file-name ${town}`);
    },
  );

  it('N14 refuses a path of more than 200 characters', () => {
    const path = `towns/market/current/files/${'a'.repeat(174)}`;
    write({ [path]: 'lit\n' });
    expect(path).toHaveLength(201);
    expect(faults()).toEqual([`path-too-long ${path}`]);
  });

  it('refuses folders without the file that describes them', () => {
    rmSync(join(root, 'clusters/uk/cluster.yaml'));
    rmSync(join(root, 'towns/market/v2/town.yaml'));
    rmSync(join(root, 'environments/staging/environment.yaml'));
    expect(faults()).toEqual([
      'missing-document clusters/uk/cluster.yaml',
      'missing-document environments/staging/environment.yaml',
      'missing-document towns/market/v2/town.yaml',
    ]);
  });

  it.each([
    ['environments/pipeline.yaml', 'environments/pipeline.yaml'],
    ['base', 'base/current/base.yaml'],
  ])('says that a repository needs %s, and how to make one', (part, file) => {
    rmSync(join(root, part), { recursive: true });
    const { faults: found } = loadRepository(root, {});
    expect(found).toMatchObject([{ code: 'not-a-repository', place: { file } }]);
    expect(found[0]?.hint).toContain('townhall init DIR');
  });

  it('says that a repository needs an environment', () => {
    rmSync(join(root, 'environments/staging'), { recursive: true });
    rmSync(join(root, 'environments/regions'), { recursive: true });
    expect(faults()).toEqual(['not-a-repository environments']);
  });

  it('says once that any other folder is no repository', () => {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    expect(faults()).toEqual(['not-a-repository']);
  });

  it('a root that is not there is an error of the disk, not of the input', () => {
    expect(() => loadRepository(join(root, 'nowhere'), {})).toThrow(InputOutputError);
    expect(() => loadRepository(join(root, 'nowhere'), {})).toThrow(
      /nowhere cannot be read: it does not exist \(ENOENT\)/,
    );
  });

  it.skipIf(process.getuid?.() === 0)('F05 a file that may not be read is an error of the disk', () => {
    chmodSync(join(root, 'towns/market/current/town.yaml'), 0);
    expect(() => loadRepository(root, {})).toThrow(/town\.yaml cannot be read: permission denied \(EACCES\)/);
  });
});

describe('the digest of a version', () => {
  const text = (content: string): Uint8Array => Buffer.from(content);

  it('is SHA-256 over path, NUL, size, NUL and bytes of each file, sorted by path', () => {
    const files = new Map([
      ['town.yaml', text('town: market\n')],
      ['files/a', text('lit\n')],
    ]);
    expect(digestFolder(files)).toBe(
      'sha256:d50ffb407e7e71dd74b14d9dd8e6e7d6f466f7778586cc4d7bef12af985efd47',
    );
    expect(digestFolder(new Map([...files].reverse()))).toBe(digestFolder(files));
  });

  it('does not depend on line ends of text, but on every byte of a binary file', () => {
    const one = (content: string): string => digestFolder(new Map([['a', text(content)]]));
    expect(one('lamps\r\nlit\r\n')).toBe(one('lamps\nlit\n'));
    expect(one('lamps\rlit')).not.toBe(one('lamps\nlit'));
    expect(one('\0lamps\r\n')).not.toBe(one('\0lamps\n'));
    expect(one('lamps')).not.toBe(one('lamp'));
  });

  it('tells a file that moved from one that grew', () => {
    const digest = (files: Record<string, string>): string =>
      digestFolder(new Map(Object.entries(files).map(([path, content]) => [path, text(content)])));
    expect(digest({ a: '1', b: '2' })).not.toBe(digest({ a: '2', b: '1' }));
    expect(digest({ a: '1b\u00002' })).not.toBe(digest({ a: '1', b: '2' }));
  });
});
