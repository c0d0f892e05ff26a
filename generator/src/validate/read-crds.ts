// The CustomResourceDefinitions of a base version (crds/*.yaml) in, the kinds that they describe out. Other programs
// write these files, so they are read as YAML at large, not as what people write here.
import { parseAllDocuments } from 'yaml';
import { fault } from '../diagnostics/fault.ts';
import { registerCustomKinds } from '../kubernetes/schemas/read-custom-kind.ts';
import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import { isObject } from '../model/json.ts';
import type { VersionFolder } from '../model/repository.ts';
import type { Report } from './read-document.ts';

const API = 'apiextensions.k8s.io/v1';

/** The custom kinds of a base version; a file without a usable definition is a fault. */
export function readCrds({ folder, bytes }: VersionFolder, report: Report): Catalogue {
  const objects: unknown[] = [];
  for (const [path, content] of bytes) {
    if (!path.startsWith('crds/')) continue;
    const found = readFile(Buffer.from(content).toString('utf8'));
    objects.push(...found.objects);
    if (found.problem === undefined) continue;
    report(
      fault(
        'bad-crd',
        found.problem,
        { file: `${folder}/${path}` },
        {
          hint: 'copy the file that the project publishes, as it is',
        },
      ),
    );
  }
  return registerCustomKinds(objects);
}

function readFile(text: string): { objects: unknown[]; problem?: string } {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const list = 'empty' in documents ? [] : documents;
  const [error] = list.flatMap(({ errors }) => errors);
  if (error) return { objects: [], problem: `this is not YAML: ${error.message.split('\n', 1)[0]}` };
  const objects = list.map((document): unknown => document.toJS()).filter((object) => object !== null);
  const strange = objects.find((object) => !isDefinition(object));
  if (objects.length > 0 && strange === undefined) return { objects };
  const found = isObject(strange) ? `${String(strange['apiVersion'])} ${String(strange['kind'])}` : 'nothing';
  return { objects: [], problem: `expected a CustomResourceDefinition of ${API}, found ${found}` };
}

/** Whether every version that it serves has a schema; without one nothing could be checked. */
function isDefinition(object: unknown): boolean {
  if (!isObject(object) || object['kind'] !== 'CustomResourceDefinition' || object['apiVersion'] !== API)
    return false;
  const { versions } = isObject(object['spec']) ? object['spec'] : {};
  return (
    Array.isArray(versions) && versions.every((version) => isObject(version) && isObject(version['schema']))
  );
}
