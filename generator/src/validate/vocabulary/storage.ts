// Storage: claims that the shops of a town share, and the volumes behind them where no cluster makes them.
import { z } from 'zod';
import { gateField } from './container.ts';
import { type Dialect, kubernetesObject, mapping, once } from './dialect.ts';
import { annotationsField, labelsField } from './metadata.ts';
import { ABSOLUTE_PATH, HOST_PATH, NAME, STORAGE_CLASS } from './names.ts';

const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;

/** How much is asked for. */
export function sizeField(d: Dialect) {
  return d.field(d.quantity(), 'How much is asked for.');
}

/** Who may mount it at once. */
export function accessField(d: Dialect) {
  const mode = d.oneOf(MODES);
  return d.field(z.union([mode, z.array(mode).min(1)]), 'Who may mount it at once.', 'ReadWriteOnce');
}

/** One entry of `storage`. */
export const storageSchema = once((d: Dialect) =>
  mapping('a storage', {
    when: gateField(),
    existing: d.field(
      z.union([d.flag(), d.text(NAME)]),
      'A claim that somebody else makes: its name, or true for the name that it would have here.',
    ),
    size: sizeField(d),
    access: accessField(d),
    class: d.field(
      d.text(STORAGE_CLASS),
      "The StorageClass; the cluster's default unless said, and none for a volume that is there already.",
    ),
    selector: d.field(kubernetesObject(), "Which volumes may be bound, in Kubernetes' form."),
    keep: d.field(d.flag(), 'Whether no reconciler removes it.', true),
    nfs: d.field(
      mapping('an nfs volume', {
        server: d.text().describe('The server.'),
        path: d.text(ABSOLUTE_PATH).describe('The exported path.'),
        readOnly: d.field(d.flag(), 'Whether it may only be read.', false),
      }),
      'A volume on an NFS server.',
    ),
    csi: d.field(kubernetesObject(), "A volume that a CSI driver knows already, in Kubernetes' form."),
    hostPath: d.field(
      mapping('a host path', {
        path: d.text(HOST_PATH).describe('The path on the node.'),
        type: d.field(d.text(), 'What must be there, such as Directory.'),
      }),
      'A volume that is a folder of the node.',
    ),
    labels: labelsField(d, 'More labels of the volume and the claim.'),
    annotations: annotationsField(d, 'Annotations of the claim.'),
  }),
);

export type Storage = z.output<ReturnType<typeof storageSchema>>;
