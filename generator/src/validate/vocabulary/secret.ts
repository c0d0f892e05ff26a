// `secrets.<name>`: a Secret that the town uses, and where its values come from. Never the values themselves.
import { z } from 'zod';
import { gateField } from './container.ts';
import { type Dialect, mapOf, mapping, once, type TextRule } from './dialect.ts';
import { CONFIG_KEY, NAME } from './names.ts';

const REFRESH: TextRule = {
  pattern: /^(\d+(\.\d+)?(ms|s|m|h))+$/,
  expected: 'a duration as Kubernetes writes it, such as 30m or 1h30m',
};

const SECRET_FILE: TextRule = {
  pattern: /^[A-Za-z0-9][-._A-Za-z0-9]{0,200}\.yaml$/,
  expected: 'the name of a file such as "database.yaml"',
};

const OBJECT_NAME: TextRule = {
  pattern: /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  expected: 'the name of an object: lower-case letters, digits, "-" and "."',
};

function externalSecretSchema(d: Dialect) {
  const store = z.union([
    d.text(OBJECT_NAME),
    mapping('a secret store', {
      name: d.text(OBJECT_NAME).describe('The name of the store.'),
      kind: d.field(
        d.oneOf(['SecretStore', 'ClusterSecretStore']),
        'What kind of store it is.',
        'SecretStore',
      ),
    }),
  ]);
  const entry = z.union([
    d.text(),
    mapping('an entry of a secret store', {
      key: d.text().describe('The name of the entry in the store.'),
      property: d.field(d.text(), 'The field of the entry.'),
      version: d.field(d.text(), 'The version of the entry.'),
    }),
  ]);
  return mapping('an external secret', {
    store: store.describe('The SecretStore that holds the values, or `{ name, kind: ClusterSecretStore }`.'),
    refresh: d.field(d.text(REFRESH), 'How often the values are read again.', '1h'),
    data: d.field(mapOf(CONFIG_KEY, entry), 'Key -> entry of the store, or `{ key, property, version }`.'),
    from: d.field(z.array(d.text()).min(1), 'Entries of the store that become keys with all their fields.'),
  });
}

export const secretSchema = once((d: Dialect) => {
  const file = z.union([z.literal(true), d.text(SECRET_FILE)]);
  return mapping('a secret', {
    when: gateField(),
    keys: d.field(z.array(d.text(CONFIG_KEY)).min(1), 'The keys that it has; uses of others are errors.'),
    type: d.field(d.text(), 'The type of the Secret, such as kubernetes.io/tls.', 'Opaque'),
    existing: d.field(
      z.union([z.literal(true), d.text(OBJECT_NAME)]),
      'A Secret that somebody else makes: its name, or `true` when it is named like a Secret of this town.',
    ),
    externalSecret: d.field(externalSecretSchema(d), 'An ExternalSecret that fetches the values.'),
    sealed: d.field(
      file,
      'A SealedSecret in environments/<environment>/secrets/<town>/: its file, or `true` for <name>.yaml.',
    ),
    sops: d.field(
      file,
      'A Secret encrypted by SOPS in environments/<environment>/secrets/<town>/: its file, or `true`.',
    ),
  });
});

/** The name of a secret of the town, where an object needs one. */
export const secretName = (d: Dialect) => d.text(NAME);

export type Secret = z.output<ReturnType<typeof secretSchema>>;
