// `when` names a gate that the town declares.
import { fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { quote } from './describe-value.ts';
import { at, type Report } from './read-document.ts';

/** Where entries stand that may have a `when`; `*` is any name or index. */
const ENTRIES: readonly (readonly string[])[] = [
  ['shops', '*'],
  ['config', '*'],
  ['external', '*'],
  ['secrets', '*'],
  ['accounts', '*'],
  ['services', '*'],
  ['objects', '*'],
  ['patches', '*'],
  ...[
    ['shops', '*'],
    ['defaults', '*'],
  ].flatMap((above) => [
    [...above, 'sidecars', '*'],
    [...above, 'init', '*'],
    [...above, 'ingress'],
    [...above, 'ingress', '*'],
    [...above, 'route'],
    [...above, 'route', '*'],
  ]),
];

/** Fields that are one entry or a list: a mapping there is the entry itself. */
const ONE_OR_MORE: ReadonlySet<string> = new Set(['ingress', 'route']);

/** Reports every `when` of a town file that names no gate of it. */
export function checkGates(document: JsonObject, file: string, report: Report): void {
  const gates = isObject(document['gates']) ? Object.keys(document['gates']) : [];
  for (const pattern of ENTRIES) {
    for (const [path, entry] of entriesAt(document, pattern, [])) {
      const gate = entry['when'];
      if (typeof gate !== 'string' || gates.includes(gate)) continue;
      report(
        fault('unknown-gate', `${quote(gate)} is not a gate of this town`, at(file, [...path, 'when']), {
          ...(gates.length > 0 && {
            other: { place: at(file, ['gates'], 'key'), label: 'its gates are declared here' },
          }),
          hint: suggestHint(gate, gates) ?? `declare it: gates: { ${gate}: { default: false } }`,
        }),
      );
    }
  }
}

/** The mappings at a pattern, each with its path. */
function entriesAt(
  value: unknown,
  pattern: readonly string[],
  path: YamlPath,
): [YamlPath, Record<string, unknown>][] {
  const [step, ...rest] = pattern;
  if (step === undefined) return isObject(value) ? [[path, value]] : [];
  if (step === '*') {
    if (Array.isArray(value)) return value.flatMap((item, index) => entriesAt(item, rest, [...path, index]));
    if (!isObject(value) || ONE_OR_MORE.has(String(path.at(-1)))) return [];
    return Object.entries(value).flatMap(([key, item]) => entriesAt(item, rest, [...path, key]));
  }
  return isObject(value) && Object.hasOwn(value, step) ? entriesAt(value[step], rest, [...path, step]) : [];
}
