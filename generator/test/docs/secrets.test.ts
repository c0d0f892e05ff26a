// docs/secrets.md: what it shows is what the vocabulary takes, and what it links to is there.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { faultPages } from '../../src/diagnostics/codes/index.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { authored } from '../../src/validate/vocabulary/dialect.ts';
import { secretSchema } from '../../src/validate/vocabulary/secret.ts';
import { read, readTable } from './repository-files.ts';

const page = read('docs/secrets.md');
const [town = '', cluster = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test('the examples are valid', () => {
  const base = 'town: market\nkingdom: riverland\nowner: market-team\n';
  expect(documentSchemas.town().safeParse(parse(base + town)).error).toBeUndefined();
  const minimal =
    'cluster: eastus\nkubernetes: "1.35"\nenvironments: [staging]\nreconciler: flux\nsource: { url: https://git.example.com/x.git, branch: main }\n';
  expect(documentSchemas.cluster().safeParse(parse(minimal + cluster)).error).toBeUndefined();
});

test('the table names every source there is', () => {
  const sources = readTable(page, 'source').map(([source = '']) => source.replaceAll('`', ''));
  const others = new Set(['when', 'keys', 'type']);
  const fields = Object.keys(secretSchema(authored).shape).filter((field) => !others.has(field));
  expect(sources).toEqual(fields);
});

test('every link to a diagnostic leads to one', () => {
  const links = [...page.matchAll(/diagnostics\.md#([a-z-]+)/g)].map(([, code = '']) => code);
  expect(links.length).toBeGreaterThan(0);
  for (const code of links) expect(faultPages).toHaveProperty([code]);
});
