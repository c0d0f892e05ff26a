// The words that a field of Kubernetes takes. An API server publishes them, the document in its repository does not, so
// they are read from the Go code that both are made from.
import { isObject } from '../src/model/json.ts';

/** The words of each field or, below `items`, of each entry of its list. */
export interface Words {
  readonly definition: string;
  readonly field: string;
  readonly items: boolean;
  readonly words: readonly string[];
}

const DEFINITION = /^func schema_k8sio_api_(\w+)_(v\w+?)_(\w+)\(ref /;
const FIELD = /^\t{5}"([^"]+)": \{$/;
const WORDS = /^(\t+)Enum: +\[\]interface\{\}\{(.*)\},$/;
/** How deep a field's own words are indented; those of its entries are deeper. */
const OWN = 7;

/** Reads zz_generated.openapi.go, line by line. */
export function readEnums(code: string): Words[] {
  const found: Words[] = [];
  let definition: string | undefined;
  let field = '';
  for (const line of code.split('\n')) {
    if (line.startsWith('func ')) {
      const [, group, version, kind] = DEFINITION.exec(line) ?? [];
      definition = kind && `io.k8s.api.${group}.${version}.${kind}`;
    }
    field = FIELD.exec(line)?.[1] ?? field;
    const [, indent = '', words = ''] = WORDS.exec(line) ?? [];
    if (definition === undefined || indent === '') continue;
    const items = indent.length > OWN;
    found.push({ definition, field, items, words: JSON.parse(`[${words}]`) });
  }
  return found;
}

/** Adds the words to the definitions that OpenAPI publishes without them. Text that is empty is as good as none. */
export function addEnums(definitions: Record<string, unknown>, code: string): void {
  for (const { definition, field, items, words } of readEnums(code)) {
    const schema = step(step(definitions[definition], 'properties'), field);
    const target = items ? step(schema, 'items') : schema;
    if (isObject(target)) target['enum'] = words.includes('') || items ? words : ['', ...words];
  }
}

const step = (node: unknown, key: string): unknown => (isObject(node) ? node[key] : undefined);
