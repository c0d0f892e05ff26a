import { describe, expect, test } from 'vitest';
import { renderRepository } from '../../src/pipeline.ts';
import { makeRepository } from '../stories/repository.ts';

const render = (root: string, files: Record<string, string | undefined>) =>
  renderRepository({ root, selection: {}, everything: false, overlay: new Map(Object.entries(files)) });

describe('files that stand in for those on disk', () => {
  test('an overlaid file counts in place of the one on disk', async () => {
    const repository = await makeRepository();
    const file = 'environments/pipeline.yaml';
    const { faults } = render(repository.root, { [file]: 'stages: 3\n' });
    expect(faults.map(({ place }) => place?.file)).toContain(file);
  });

  test('a file that is gone is as if it were not there', async () => {
    const repository = await makeRepository();
    const { faults } = render(repository.root, { 'environments/pipeline.yaml': undefined });
    expect(faults.map(({ code }) => code)).toContain('not-a-repository');
  });

  test('a file in a folder that does not exist yet is read', async () => {
    const repository = await makeRepository();
    const { faults } = render(repository.root, {
      'environments/moon/environment.yaml': 'environment: moon\nbase: { version: v1 }\n',
    });
    expect(faults.map(({ code, place }) => `${code} ${place?.file}`)).toContain(
      'environment-not-placed environments/moon/environment.yaml',
    );
  });
});
