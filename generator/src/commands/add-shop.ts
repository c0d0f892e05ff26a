// Adds a shop to the text of a town file and leaves every other byte, comments too, as it was.
import { isMap, parseDocument, type YAMLMap } from 'yaml';

/** The new text; or why there is none. */
export function addShop(text: string, shop: string, image: string): string | { readonly problem: string } {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return { problem: 'The town file has faults; townhall check lists them' };
  }
  const shops = document.get('shops');
  if (isMap(shops) && shops.has(shop)) return { problem: `There is a shop ${shop} already` };
  const entry = (indent: string): string =>
    [
      `${indent}${shop}:`,
      `${indent}  image: ${JSON.stringify(image)}`,
      `${indent}  replicas: 1`,
      `${indent}  ports: { http: 8080 }`,
      `${indent}  service: { ports: { http: 80 } }`,
      `${indent}  probes:`,
      `${indent}    ready: { http: /, port: http }`,
      '',
    ].join('\n');
  if (!document.has('shops')) return `${ended(text)}shops:\n${entry('  ')}`;
  if (!isMap(shops) || shops.flow || shops.items.length === 0) {
    return { problem: 'The shops are not written as one block, so add the new one by hand' };
  }
  const { end, indent } = blockOf(shops, text);
  return `${ended(text.slice(0, end))}${entry(indent)}${text.slice(end)}`;
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Where the last entry of a block mapping ends (behind its line feed), and how its keys are indented. */
function blockOf(map: YAMLMap, text: string): { end: number; indent: string } {
  const [start = 0, valueEnd = text.length] = map.range ?? [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', Math.max(valueEnd - 1, 0));
  return {
    end: lineEnd < 0 ? text.length : lineEnd + 1,
    indent: text.slice(lineStart, start).replace(/\S.*/, ''),
  };
}
