import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { editDocument } from '../../src/write/edit-document.ts';

const PIN = `# who: the market team
town: harbour # its name
version: v1
since: 2026-11-01T08:00:00Z
parameters: { cranes: 5, "quoted": "yes" }

# nights are long
gates: { night: true }
`;

describe('a document that people write', () => {
  test('keeps comments, order and spacing around a value that changes', () => {
    expect(editDocument(PIN, [{ path: ['version'], value: 'v2' }])).toBe(
      PIN.replace('version: v1', 'version: v2'),
    );
  });

  test('gets new keys at its end, mappings of a list on one line each', () => {
    const history = [{ version: 'v1', since: '2026-11-01T08:00:00Z' }, { version: 'v0' }];
    expect(editDocument(PIN, [{ path: ['history'], value: history }])).toBe(
      `${PIN}history:\n  - { version: v1, since: 2026-11-01T08:00:00Z }\n  - { version: v0 }\n`,
    );
  });

  test('writes a list of scalars on one line', () => {
    expect(editDocument('a: 1\n', [{ path: ['barred'], value: ['v2', 'v3'] }])).toBe(
      'a: 1\nbarred: [v2, v3]\n',
    );
  });

  test('loses a key that is taken away, and stays the same when nothing changes', () => {
    expect(editDocument('a: 1\nb: 2\n', [{ path: ['b'], value: undefined }])).toBe('a: 1\n');
    const odd = 'a:   1   # far\nb: {x: 1}\n';
    expect(
      editDocument(odd, [
        { path: ['a'], value: 1 },
        { path: ['c'], value: undefined },
      ]),
    ).toBe(odd);
  });

  test('keeps lists and mappings of other keys as they are written', () => {
    const text = 'a: [x,  y]\nlist:\n  - { b: 1 }\n  # a remark\n  - { b: 2 }\nend: [z]\n';
    expect(editDocument(text, [{ path: ['end'], value: ['q, r', 'no'] }])).toBe(
      text.replace('[z]', '["q, r", "no"]'),
    );
    expect(editDocument(text, [{ path: ['list'], value: [{ b: 3 }] }])).toBe(
      'a: [x,  y]\nlist:\n  - { b: 3 }\nend: [z]\n',
    );
  });

  test('gets keys in a mapping on one line, and loses them there', () => {
    const text = 'base: { version: v1, since: x } # why\nnext: 1\n';
    const more = editDocument(text, [{ path: ['base', 'history'], value: [{ version: 'v0' }] }]);
    expect(more).toBe('base: { version: v1, since: x, history: [{ version: v0 }] } # why\nnext: 1\n');
    expect(editDocument(more, [{ path: ['base', 'history'], value: undefined }])).toBe(text);
    expect(editDocument(text, [{ path: ['base', 'version'], value: undefined }])).toBe(
      'base: { since: x } # why\nnext: 1\n',
    );
  });

  test('gets keys in a mapping below another one', () => {
    const text = 'v1:\n  digest: a # sum\n  date: b\n\nv2:\n  digest: c\n';
    const rejected = { reason: 'it leaks, badly' };
    expect(editDocument(text, [{ path: ['v1', 'rejected'], value: rejected }])).toBe(
      text.replace('date: b\n', 'date: b\n  rejected: { reason: "it leaks, badly" }\n'),
    );
    expect(editDocument(text, [{ path: ['v3'], value: { digest: 'd' } }])).toBe(`${text}v3: { digest: d }\n`);
  });

  test('reads back as what was put in, whatever the text was before', () => {
    const json = fc.oneof(fc.string({ maxLength: 9 }), fc.integer(), fc.boolean());
    const value = fc.oneof(
      json,
      fc.array(json, { maxLength: 3 }),
      fc.array(fc.record({ a: json }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), value),
        fc.constantFrom('a', 'b', 'z'),
        value,
        (before, key, put) => {
          const text = Object.keys(before).length === 0 ? 'q: 1\n' : stringify(before);
          const after: unknown = parse(editDocument(text, [{ path: [key], value: put }]));
          expect(after).toEqual({ ...(parse(text) as object), [key]: put });
        },
      ),
    );
  });

  test('changes a value below another', () => {
    const text = 'environment: staging\nbase: { version: v1, since: 2026-11-01T08:00:00Z }\n';
    expect(editDocument(text, [{ path: ['base', 'version'], value: 'v2' }])).toBe(text.replace('v1', 'v2'));
  });
});
