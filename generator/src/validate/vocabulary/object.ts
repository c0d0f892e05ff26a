// What a town says in Kubernetes' own form: whole objects, and changes to objects that are rendered for it.
import { z } from 'zod';
import { gateField } from './container.ts';
import { type Dialect, mapping, once, patterned } from './dialect.ts';
import { TIME } from './names.ts';

/** One of `objects`: `when` and `template` are townhall's, all else is the object. */
export const objectSchema = () =>
  z
    .looseObject({
      when: gateField(),
      // PodTemplate has a field of this name, which is a mapping.
      template: z
        .union([z.boolean(), z.looseObject({})])
        .optional()
        .describe('Whether its texts are templates; they are not unless said.'),
      apiVersion: z.string().min(1).describe('Its API group and version, such as cert-manager.io/v1.'),
      kind: z.string().min(1).describe('Its kind.'),
      metadata: z
        .looseObject({ name: z.string().min(1).describe('Its whole name: nothing is put before it.') })
        .describe('Its name; namespace and labels are filled in.'),
    })
    .register(z.globalRegistry, { title: 'an object' });

/** One operation of RFC 6902. */
function operation() {
  const path = patterned({ pattern: /^(\/[^/]*)+$/, expected: 'a path such as "/spec/replicas"' }).describe(
    'Where: keys and indexes, each after a "/".',
  );
  const from = path.describe('Where the value is taken from.');
  const value = z.unknown().describe('The value.');
  const op = <T extends z.ZodType>(type: T): T => type.describe('What is done there.');
  return z.union([
    mapping('an operation with a value', { op: op(z.enum(['add', 'replace', 'test'])), path, value }),
    mapping('a removal', { op: op(z.literal('remove')), path }),
    mapping('an operation with a source', { op: op(z.enum(['move', 'copy'])), path, from }),
  ]);
}

/** One of `patches`. */
export const patchSchema = once((d: Dialect) =>
  mapping('a patch', {
    when: gateField(),
    target: mapping('a patch target', {
      kind: d.text().describe('The kind of the object.'),
      name: d.text().describe('Its whole name, as it is rendered.'),
    }).describe('The rendered object that is changed.'),
    change: z
      .union([z.array(operation()).min(1), z.looseObject({})])
      .describe('A partial object that is merged into it, or a list of JSON patch operations (RFC 6902).'),
    reason: z.string().min(1).describe('Why no field of the vocabulary says it.'),
    owner: z.string().min(1).optional().describe('Who answers for it.'),
    expires: patterned(TIME).optional().describe('When it should be gone; `status` shows it from then on.'),
  }),
);

export type WrittenObject = z.output<ReturnType<typeof objectSchema>>;
export type Patch = z.output<ReturnType<typeof patchSchema>>;
