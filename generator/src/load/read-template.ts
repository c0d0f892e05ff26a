// The files that ship with the program as a starting point for a new repository (generator/templates).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The words that a template's `@word@` marks stand for. */
export type TemplateWords = Readonly<Record<'name' | 'url' | 'now' | 'version' | 'schemas', string>>;

const TEMPLATES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'templates');

/**
 * Reads a template folder: path of the new file -> its text. A leading `_` of a name is dropped, for npm packs no
 * `.gitignore`; `@schemas@` becomes the relative path from the file to the folder `words.schemas`.
 */
export function readTemplate(name: string, words: TemplateWords): Map<string, string> {
  const root = join(TEMPLATES, name);
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const path = source
      .slice(root.length + 1)
      .replaceAll('\\', '/')
      .replace(/(^|\/)_(package|git)/, rename);
    const up = '../'.repeat(path.split('/').length - 1);
    const local = { ...words, schemas: `${up}${words.schemas}` };
    files.set(path, fill(readFileSync(source, 'utf8'), local));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rename(_match: string, slash: string, word: string): string {
  return word === 'git' ? `${slash}.git` : `${slash}${word}`;
}

function fill(text: string, words: TemplateWords): string {
  return text.replace(
    /@(name|url|now|version|schemas)@/g,
    (_match, word: keyof TemplateWords) => words[word],
  );
}
