// What is mounted into a container: entries of the town, folders of the node or of a server, and several of them in one folder.
import { z } from 'zod';
import { type Dialect, mapOf, mapping } from './dialect.ts';
import { ABSOLUTE_PATH, FILE_FIELD, FILE_INSIDE, MOUNT_PATH, NAME, PATH_INSIDE } from './names.ts';

function projectionSchema(d: Dialect) {
  const items = d.field(z.record(z.string(), d.text(FILE_INSIDE)), 'Only these keys: key -> file name.');
  return z.union([
    mapping('a projected config', {
      config: d.text(NAME).describe("A name under the town's `config`."),
      items,
    }),
    mapping('a projected secret', {
      secret: d.text(NAME).describe("A name under the town's `secrets`."),
      items,
    }),
    mapping('a projected token', {
      token: d.text(FILE_INSIDE).describe("The file name of a token of the pod's account."),
      audience: d.field(d.text(), 'Who it is for; the API server unless said.'),
      expiration: d.field(d.integer(600), 'Seconds until it is renewed.', 3600),
    }),
    mapping('projected fields', {
      fields: mapOf(FILE_INSIDE, d.text(FILE_FIELD)).describe(
        'File name -> field of the pod, such as metadata.labels.',
      ),
    }),
  ]);
}

/** One of `mounts`. */
export function mountSchema(d: Dialect) {
  const common = {
    readOnly: d.field(d.flag(), 'Whether the container may only read.', false),
    subPath: d.field(d.text(PATH_INSIDE), "A path below the volume's root."),
    propagation: d.field(d.oneOf(['None', 'HostToContainer', 'Bidirectional']), 'Mount propagation.', 'None'),
  };
  const items = d.field(z.record(z.string(), d.text(FILE_INSIDE)), 'Only these keys: key -> file name.');
  const mode = d.field(
    d.integer(0, 0o777),
    'Permission bits of the files, as a decimal number (420 is 0644).',
    0o644,
  );
  return z.union([
    mapping('a config mount', {
      config: d.text(NAME).describe("A name under the town's `config`."),
      items,
      mode,
      ...common,
    }),
    mapping('a secret mount', {
      secret: d.text(NAME).describe("A name under the town's `secrets`."),
      items,
      mode,
      ...common,
    }),
    mapping('a storage mount', {
      storage: d.text(NAME).describe("A name under the town's `storage`."),
      ...common,
    }),
    mapping('a claim mount', {
      claim: d.text(NAME).describe("A name under the shop's `claims`."),
      ...common,
    }),
    mapping('a host mount', {
      host: d.text(MOUNT_PATH).describe('A path of the node.'),
      type: d.field(
        d.oneOf([
          'DirectoryOrCreate',
          'Directory',
          'FileOrCreate',
          'File',
          'Socket',
          'CharDevice',
          'BlockDevice',
        ]),
        'What must be there; anything unless said.',
      ),
      ...common,
    }),
    mapping('an nfs mount', {
      nfs: mapping('an nfs source', {
        server: d.text().describe('The server.'),
        path: d.text(ABSOLUTE_PATH).describe('The exported path.'),
      }).describe('A folder of an NFS server.'),
      ...common,
    }),
    mapping('a projected mount', {
      projected: z.array(projectionSchema(d)).min(1).describe('Sources that are shown in one folder.'),
      mode,
      ...common,
    }),
    mapping('an empty mount', {
      empty: d.text(NAME).describe("The volume's name; containers that name the same one share it."),
      medium: d.field(
        d.oneOf(['Memory', 'HugePages']),
        "Where the data is kept; the node's disk unless said.",
      ),
      size: d.field(d.quantity(), 'The most it may hold.'),
      ...common,
    }),
  ]);
}

export type Projection = z.output<ReturnType<typeof projectionSchema>>;
export type MountSource = z.output<ReturnType<typeof mountSchema>>;
