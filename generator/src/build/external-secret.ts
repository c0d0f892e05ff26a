// ExternalSecret: fetches the values of a Secret from a secret store. What its API server would fill in is written out,
// for otherwise Argo CD sees a difference for ever.
// https://external-secrets.io/latest/api/externalsecret/
import type { KubernetesObject } from '../model/manifest.ts';
import type { ResolvedSecret, SecretSource } from '../resolve/resolved.ts';
import { keepDefined, listEntries } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

type Fetched = Extract<SecretSource, { from: 'externalSecret' }>;
type Entry = NonNullable<Fetched['spec']['data']>[string];

interface ExternalSecret extends KubernetesObject {
  spec: {
    refreshInterval: string;
    secretStoreRef: { name: string; kind: string };
    target: object;
    data?: object[];
    dataFrom?: object[];
  };
}

const REFRESH = '1h';
/** The Secret goes with the ExternalSecret, and stays when the store loses the values. */
const TARGET = { creationPolicy: 'Owner', deletionPolicy: 'Retain' };
const DEFAULTS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/** The ExternalSecret of a secret whose values are in a store. */
export function buildExternalSecret(secret: ResolvedSecret, town: TownContext): ExternalSecret[] {
  const { key, name, source } = secret;
  if (source.from !== 'externalSecret') return [];
  const { store, refresh = REFRESH, data, from } = source.spec;
  const { name: storeName, kind = 'SecretStore' } = typeof store === 'string' ? { name: store } : store;
  return [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: town.ofEntry(key, name),
      spec: keepDefined<ExternalSecret['spec']>({
        refreshInterval: refresh,
        secretStoreRef: { name: storeName, kind },
        target: { name, ...TARGET, ...templateOf(source) },
        data: listEntries(data, (secretKey, entry) => ({ secretKey, remoteRef: referTo(entry) })),
        dataFrom: from?.map((entry) => ({ extract: { ...DEFAULTS, key: entry } })),
      }),
    },
  ];
}

/** A type of its own can only be said in a template; this one keeps every fetched key as it is. */
function templateOf({ type }: Fetched): object {
  return type === undefined ? {} : { template: { engineVersion: 'v2', mergePolicy: 'Replace', type } };
}

interface RemoteReference {
  conversionStrategy: string;
  decodingStrategy: string;
  metadataPolicy: string;
  key: string;
  property?: string;
  version?: string;
}

function referTo(entry: Entry): RemoteReference {
  const { key, property, version } =
    typeof entry === 'string' ? { key: entry, property: undefined, version: undefined } : entry;
  return keepDefined<RemoteReference>({ ...DEFAULTS, key, property, version });
}
