import { describe, expect, test } from 'vitest';
import { applyOperations } from '../../../src/build/patches/json-patch.ts';

type Operations = Parameters<typeof applyOperations>[1];

const STALL = {
  spec: { replicas: 1, ports: [{ port: 80 }, { port: 81 }], labels: { 'acme.com/tier': 'front' } },
};
const apply = (...operations: Operations) => applyOperations(STALL, operations);

describe('operations of RFC 6902', () => {
  test.each<[rule: string, operation: Operations[number], spec: object]>([
    ['add sets a member', { op: 'add', path: '/spec/paused', value: true }, { paused: true }],
    [
      'add puts an item before another',
      { op: 'add', path: '/spec/ports/1', value: 9 },
      { ports: [{ port: 80 }, 9, { port: 81 }] },
    ],
    [
      'add puts an item at the end',
      { op: 'add', path: '/spec/ports/-', value: 9 },
      { ports: [{ port: 80 }, { port: 81 }, 9] },
    ],
    [
      'replace takes the place of a value',
      { op: 'replace', path: '/spec/ports/0/port', value: 8 },
      { ports: [{ port: 8 }, { port: 81 }] },
    ],
    ['remove takes an item out', { op: 'remove', path: '/spec/ports/0' }, { ports: [{ port: 81 }] }],
    [
      'a slash in a key is written ~1',
      { op: 'replace', path: '/spec/labels/acme.com~1tier', value: 'back' },
      { labels: { 'acme.com/tier': 'back' } },
    ],
    ['copy leaves the source', { op: 'copy', from: '/spec/replicas', path: '/spec/least' }, { least: 1 }],
    ['test changes nothing', { op: 'test', path: '/spec/replicas', value: 1 }, {}],
  ])('%s', (_rule, operation, spec) => {
    expect(apply(operation)).toEqual({ changed: { spec: { ...STALL.spec, ...spec } } });
  });

  test('move takes the source away', () => {
    const { replicas: _moved, ...rest } = STALL.spec;
    expect(apply({ op: 'move', from: '/spec/replicas', path: '/spec/pods' })).toEqual({
      changed: { spec: { ...rest, pods: 1 } },
    });
  });

  test.each<[operation: Operations[number], field: string, message: string]>([
    [{ op: 'replace', path: '/spec/pods', value: 1 }, 'path', '"/spec/pods" is not there'],
    [{ op: 'remove', path: '/spec/ports/2' }, 'path', '"/spec/ports/2" is not there'],
    [
      { op: 'add', path: '/spec/ports/first', value: 1 },
      'path',
      '"/spec/ports/first" is not there: its parent is missing',
    ],
    [
      { op: 'add', path: '/status/ready', value: 1 },
      'path',
      '"/status/ready" is not there: its parent is missing',
    ],
    [
      { op: 'test', path: '/spec/replicas', value: 2 },
      'path',
      '"/spec/replicas" is 1, and the patch expects 2',
    ],
    [{ op: 'copy', from: '/spec/pods', path: '/spec/least' }, 'from', 'from "/spec/pods" is not there'],
    [{ op: 'replace', path: '/spec/constructor', value: 1 }, 'path', '"/spec/constructor" is not there'],
  ])('%j does not apply', (operation, field, message) => {
    expect(apply({ op: 'test', path: '/spec/replicas', value: 1 }, operation)).toEqual({
      problem: { path: [1, field], message },
    });
  });

  test('the object stays as it was', () => {
    const before = structuredClone(STALL);
    apply({ op: 'remove', path: '/spec/ports' });
    expect(STALL).toEqual(before);
  });
});
