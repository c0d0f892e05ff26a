// Secrets whose values lie encrypted in the environment. A SealedSecret gets the town's labels like any object. A file
// of SOPS stays byte for byte: its MAC covers every value, names and labels too.
import type { KubernetesObject } from '../model/manifest.ts';
import type { ResolvedSecret } from '../resolve/resolved.ts';
import type { Draft } from './builder.ts';
import { complete } from './labels.ts';
import type { TownContext } from './town-context.ts';

/** The draft of a sealed or encrypted secret. */
export function buildEncryptedSecret(secret: ResolvedSecret, town: TownContext): Draft[] {
  const { source, place } = secret;
  if (source.from !== 'sealed' && source.from !== 'sops') return [];
  const { file, object, text } = source.file;
  if (source.from === 'sops') return [{ object, origin: place, source: file, text }];
  return [{ object: labelSealed(object, secret, town), origin: place, source: file }];
}

function labelSealed(object: KubernetesObject, secret: ResolvedSecret, town: TownContext): KubernetesObject {
  const { labels, annotations, name: _name, namespace: _namespace, ...rest } = object.metadata;
  const metadata = town.ofEntry(secret.key, secret.name, { annotations });
  return { ...object, metadata: { ...metadata, labels: complete(metadata.labels ?? {}, labels), ...rest } };
}
