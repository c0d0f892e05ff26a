// Renovate finds the images of towns by regular expressions; they must find what a reader of YAML finds, and nothing else.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { BOT_EMAIL } from '../../tools/pull-requests/git.ts';
import { files, read } from '../docs/repository-files.ts';

interface CustomManager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly packageNameTemplate?: string;
}

interface Settings {
  readonly customManagers: readonly CustomManager[];
  readonly gitIgnoredAuthors: readonly string[];
}

const settings: Settings = JSON.parse(read('.github/renovate.json'));
const REGISTRY = '{{ environment.parameters.registry }}/';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** `name:tag` or `name:tag@digest` of everything that the expressions find, sorted. */
function findImages(town: string): string[] {
  return settings.customManagers
    .flatMap(({ matchStrings, packageNameTemplate = '{{{depName}}}' }) =>
      matchStrings
        .flatMap((expression) => [...town.matchAll(new RegExp(expression, 'g'))])
        .map((match) => {
          const found: Record<string, string | undefined> = match.groups ?? {};
          const name = packageNameTemplate.replace('{{{depName}}}', found.depName ?? '');
          const digest = found.currentDigest === undefined ? '' : `@${found.currentDigest}`;
          return `${name}:${found.currentValue}${digest}`;
        }),
    )
    .sort();
}

/** The values of `image` with a tag, anywhere in a town. */
function readImages(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : readImages(inner),
  );
}

const registry: string = parse(read('environments/pipeline.yaml')).parameters.registry.default;
const towns = files.filter((file) => /^towns\/.*\/town\.yaml$/.test(file));
const currents = towns.filter((file) => file.includes('/current/'));

describe('Renovate', () => {
  test.each(currents)('finds every image with a tag in %s', (file) => {
    const images = readImages(parse(read(file))).map((image) => image.replace(REGISTRY, `${registry}/`));
    // What a parameter names is nothing that a registry could be asked for.
    const tagged = images.filter((image) => /^[^{]+:[^/]+$/.test(image)).sort();
    expect(images.length).toBeGreaterThan(0);
    expect(findImages(read(file))).toEqual(tagged);
  });

  test('reads working definitions only, never a release', () => {
    for (const { managerFilePatterns } of settings.customManagers) {
      const patterns = managerFilePatterns.map((pattern) => new RegExp(pattern.replace(/^\/|\/$/g, '')));
      expect(towns.filter((file) => patterns.some((pattern) => pattern.test(file)))).toEqual(currents);
    }
  });

  test.each([
    ['a tag', 'image: redis:7.4', ['redis:7.4']],
    ['a quoted tag', 'image: "redis:7.4"', ['redis:7.4']],
    ['no name that a parameter decides', 'image: "{{ parameters.shopImage }}:blue"', []],
    ['a tag and a digest', `image: redis:7.4@${DIGEST}`, [`redis:7.4@${DIGEST}`]],
    [
      'a registry with a port',
      'image: harbour.example.com:5000/acme/shop:1.0.0',
      ['harbour.example.com:5000/acme/shop:1.0.0'],
    ],
    ['our registry', `image: "${REGISTRY}shop:1.0.0@${DIGEST}"`, [`ghcr.io/acme/shop:1.0.0@${DIGEST}`]],
    [
      'a parameter on one line',
      'shopImage: { type: string, default: ghcr.io/acme/shop:1.0.0 }',
      ['ghcr.io/acme/shop:1.0.0'],
    ],
    [
      'a parameter on lines',
      'shopImage:\n  type: string\n  default: ghcr.io/acme/shop:1.0.0\n',
      ['ghcr.io/acme/shop:1.0.0'],
    ],
    ['no tag', 'image: redis', []],
    ['a parameter as the image', 'image: "{{ parameters.shopImage }}"', []],
    ['a parameter that is an address', 'store: { type: string, default: redis:6379 }', []],
    ["another parameter's default", 'shopImage:\n  type: string\nstore:\n  default: redis:6379\n', []],
    ['a pull policy', 'imagePullSecrets: [acme:1]', []],
  ])('takes %s for what it is', (_what, town, images) => {
    expect(findImages(town)).toEqual(images);
  });

  test('uses nothing that its engine, RE2, does not know', () => {
    for (const expression of settings.customManagers.flatMap(({ matchStrings }) => matchStrings)) {
      expect(expression).not.toMatch(/\(\?[=!]|\(\?<[=!]|\\[1-9]|\\k</);
    }
  });

  test('keeps a branch that was rendered', () => {
    expect(settings.gitIgnoredAuthors).toEqual([BOT_EMAIL]);
    expect(read('scripts/push-render-patch')).toContain(`user.email=${BOT_EMAIL} `);
  });
});
