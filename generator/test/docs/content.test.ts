// What people write here: modelines, owners, and what each cluster's README tells them to run.
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bootstrapCommand } from '../../src/build/reconcilers/build-cluster.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { files, folders, isGenerated, read, readTable } from './repository-files.ts';

const KIND_OF: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^towns\/[^/]+\/[^/]+\/town\.yaml$/, 'town'],
  [/^(towns\/[^/]+|base)\/releases\.yaml$/, 'releases'],
  [/^base\/[^/]+\/base\.yaml$/, 'base'],
  [/^base\/[^/]+\/kingdoms\/[^/]+\.yaml$/, 'kingdom'],
  [/^environments\/pipeline\.yaml$/, 'pipeline'],
  [/^environments\/holds\/[^/]+\.yaml$/, 'hold'],
  [/^environments\/.+\/environment\.yaml$/, 'environment'],
  [/^environments\/.+\/pins\/[^/]+\.yaml$/, 'pin'],
  [/^clusters\/[^/]+\/cluster\.yaml$/, 'cluster'],
];

describe('every file that people write leads editors to its schema', () => {
  const written = files.filter(
    (file) => /^(towns|base|environments|clusters)\/.*\.yaml$/.test(file) && !isGenerated(file),
  );

  test.each(written)('%s', (file) => {
    const kind = KIND_OF.find(([pattern]) => pattern.test(file))?.[1];
    const target = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(file))?.[1] ?? '';
    expect(join(dirname(file), target)).toBe(`generator/schema/${kind}.schema.json`);
    expect(files).toContain(`generator/schema/${kind}.schema.json`);
  });
});

describe('clusters', () => {
  const clusters = files
    .filter((file) => /^clusters\/[^/]+\/cluster\.yaml$/.test(file))
    .map((file) => dirname(file));

  test.each(clusters)('the README of %s has the one command that starts it', (folder) => {
    const document = documentSchemas.cluster().parse(parse(read(`${folder}/cluster.yaml`)));
    const readme = read(`${folder}/README.md`);
    const command = bootstrapCommand({ name: document.cluster, document });
    expect(readme.replaceAll(' \\\n  ', ' ').match(/^kubectl .*$/gm)).toEqual([command]);
    for (const [, path = ''] of command.matchAll(/--filename (\S+)/g)) {
      expect([...files, ...folders]).toContain(path);
    }
    for (const environment of document.environments) expect(readme).toContain(`\`${environment}\``);
  });
});

describe('releases', () => {
  const registries = files
    .filter((file) => /^environments\/.+\/environment\.yaml$/.test(file) && !isGenerated(file))
    .map((file) => documentSchemas.environment().parse(parse(read(file))).parameters?.registry)
    .filter((registry) => typeof registry === 'string');

  /** The images of a release in all environments that run it, with the registry that they have unless one says otherwise. */
  const imagesOf = (town: string, version: string): string[] => {
    const folder = new RegExp(`^environments/.+/manifests/${town}/${version}/`);
    const texts = files.filter((file) => folder.test(file)).map(read);
    const images = texts.flatMap((text) =>
      [...text.matchAll(/^ *image: (\S+)$/gm)].map(([, image = '']) => image),
    );
    return images.map((image) =>
      registries.reduce((name, registry) => name.replace(registry, 'ghcr.io/acme'), image),
    );
  };

  const listed = files
    .filter((file) => /^towns\/[^/]+\/releases\.yaml$/.test(file))
    .flatMap((file) =>
      Object.entries(documentSchemas.releases().parse(parse(read(file)))).map(
        ([version, { images = [] }]) => ({
          town: file.split('/')[1] ?? '',
          version,
          images,
        }),
      ),
    );

  // A release that was replaced everywhere is rendered nowhere.
  const running = listed.filter(({ town, version }) => imagesOf(town, version).length > 0);

  test('some run', () => {
    expect(running.length).toBeGreaterThan(0);
  });

  test.each(running)('$town $version lists the images that it runs', ({ town, version, images }) => {
    expect([...new Set(imagesOf(town, version))].sort()).toEqual([...images].sort());
  });
});

describe('CODEOWNERS', () => {
  const rules = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/))
    .map(([pattern = '', ...owners]) => ({ pattern, owners, regex: patternOf(pattern) }));
  /** The last rule that matches counts. */
  const ownersOf = (file: string): string[] =>
    rules.filter(({ regex }) => regex.test(file)).at(-1)?.owners ?? [];

  test.each(rules)('$pattern matches something', ({ regex }) => {
    expect(files.some((file) => regex.test(file))).toBe(true);
  });

  test('gives a town to its owner, with its pin in the first stage', () => {
    for (const file of files.filter((candidate) => /^towns\/[^/]+\/current\/town\.yaml$/.test(candidate))) {
      const { town, owner } = documentSchemas.town().parse(parse(read(file)));
      expect(ownersOf(file)).toEqual([`@acme/${owner}`]);
      expect(ownersOf(`environments/staging/pins/${town}.yaml`)).toEqual([`@acme/${owner}`]);
      expect(ownersOf(`environments/canary/pins/${town}.yaml`)).toEqual(['@acme/platform-team']);
    }
  });

  test('gives generated files to nobody', () => {
    for (const file of files.filter((candidate) => isGenerated(candidate)))
      expect(ownersOf(file), file).toEqual([]);
  });

  test('says what the README says', () => {
    for (const [paths = '', owner = ''] of readTable(
      read('README.md').replace(/[\s\S]*## Who owns what/, ''),
      'path',
    )) {
      const sample = /`([^`]+)`/.exec(paths)?.[1];
      // The towns of each owner are held above.
      if (sample && !sample.includes('<')) expect(ownersOf(`${sample}x`), paths).toEqual([`@acme/${owner}`]);
    }
  });
});

/** A pattern of CODEOWNERS, which are those of .gitignore. */
function patternOf(pattern: string): RegExp {
  const body = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (wildcard) => (wildcard === '*' ? '[^/]*' : '(?:.+/)?'));
  const start = pattern.startsWith('/') ? `^${body.slice(1)}` : `(?:^|/)${body}`;
  return new RegExp(pattern.endsWith('/') ? start : `${start}(?:$|/)`);
}
