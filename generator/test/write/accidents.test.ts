// A full disk, a broken one and a kill at each operation of a run: what stands there is never half a file, and the next
// run leaves exactly the wanted tree.
import { describe, expect, test } from 'vitest';
import { InputOutputError } from '../../src/model/input-output-error.ts';
import { writeWhole } from '../../src/write/disk.ts';
import {
  accidentDisk,
  asContent,
  CHILDREN,
  contentOf,
  generated,
  put,
  putAll,
  render,
  TREES,
  temporaryFolder,
} from './make-tree.ts';

const BEFORE = [
  generated('mill/v1/wheel-deployment.yaml', 'replicas: 1\n'),
  generated('mill/v1/wheel-service.yaml'),
  generated('_kingdoms/hills/hills-namespace.yaml'),
  generated('forge/v1/anvil-deployment.yaml'),
  generated(`${CHILDREN}/town-mill-staging-kustomization.yaml`, 'path: v1\n'),
];
const AFTER = [
  generated('mill/v2/wheel-deployment.yaml', 'replicas: 2\n'),
  generated('mill/v2/wheel-service.yaml'),
  generated('_kingdoms/hills/hills-namespace.yaml', 'changed: true\n'),
  generated('forge/v1/anvil-deployment.yaml'),
  generated('forge/v1/anvil-service.yaml'),
  generated('bakery/v1/deep/oven-deployment.yaml'),
  generated(`${CHILDREN}/town-mill-staging-kustomization.yaml`, 'path: v2\n'),
];

function start(): string {
  const root = temporaryFolder();
  putAll(root, BEFORE);
  put(root, 'towns/mill/v1/town.yaml', 'town: mill\n');
  return root;
}

/** A run that has this accident: what it threw, and how many operations it would have had. */
function crash(root: string, kind: 'ENOSPC' | 'EIO' | 'kill', at: number): unknown {
  try {
    render(root, AFTER, accidentDisk({ kind, at }));
    return undefined;
  } catch (error) {
    return error;
  }
}

const whole: Record<string, string> = { ...asContent(AFTER), 'towns/mill/v1/town.yaml': 'town: mill\n' };
const counted = accidentDisk();
render(start(), AFTER, counted);
const numbers = Array.from({ length: counted.operations }, (_, index) => index + 1);
/** A file or folder that a run put aside. */
const isTemporary = (path: string): boolean => path.includes('.townhall-');

test('there are accidents to enumerate', () => {
  expect(counted.operations).toBeGreaterThan(15);
});

describe.each(['ENOSPC', 'EIO'] as const)('%s at each operation', (kind) => {
  test.each(numbers)('%d is said in a sentence, leaves whole files and nothing aside', (at) => {
    const root = start();
    const error = crash(root, kind, at);
    expect(error).toBeInstanceOf(InputOutputError);
    expect(String(error)).toMatch(
      /^InputOutputError: (?:environments|clusters)\/\S+ cannot be written: the disk /,
    );
    const old = asContent(BEFORE);
    const found = Object.entries(contentOf(root)).filter(([path]) => !path.startsWith('towns/'));
    for (const [path, text] of found) {
      expect([old[path], whole[path], ''], path).toContain(text);
      expect(path).not.toSatisfy(isTemporary);
    }
    render(root, AFTER);
    expect(contentOf(root)).toEqual(whole);
  });
});

test('a disk that fills up while files are written has changed nothing', () => {
  const writes = numbers.filter((at) => {
    const root = start();
    const before = contentOf(root);
    crash(root, 'ENOSPC', at);
    return JSON.stringify(contentOf(root)) === JSON.stringify(before);
  });
  // Folders and files aside come first: 5 new folders, 7 files of which one is as it was.
  expect(writes).toEqual(numbers.slice(0, writes.length));
  expect(writes.length).toBeGreaterThanOrEqual(10);
});

describe('a kill at each operation', () => {
  test.each(numbers)('%d leaves old or new files, and the next run repairs it', (at) => {
    const root = start();
    expect(crash(root, 'kill', at)).toBeDefined();
    const old = asContent(BEFORE);
    for (const [path, text] of Object.entries(contentOf(root))) {
      if (!isTemporary(path)) expect([old[path], whole[path], ''], path).toContain(text);
    }
    render(root, AFTER);
    expect(contentOf(root)).toEqual(whole);
  });

  test('and again in the repair', () => {
    for (const at of numbers) {
      const root = start();
      crash(root, 'kill', at);
      crash(root, 'kill', Math.ceil(at / 2));
      render(root, AFTER);
      expect(contentOf(root)).toEqual(whole);
    }
  });

  test('is repaired by the old tree as well', () => {
    for (const at of numbers) {
      const root = start();
      crash(root, 'kill', at);
      render(root, BEFORE);
      expect(contentOf(root, TREES)).toEqual(asContent(BEFORE.filter(({ path }) => path.startsWith(TREES))));
    }
  });
});

describe('a disk that takes a part of the bytes', () => {
  test('is asked for the rest', () => {
    const taken: string[] = [];
    writeWhole('wood, iron and stöne', (bytes, from) => {
      const part = bytes.subarray(from, from + 3);
      taken.push(part.toString('latin1'));
      return part.length;
    });
    expect(Buffer.from(taken.join(''), 'latin1').toString()).toBe('wood, iron and stöne');
  });
});
