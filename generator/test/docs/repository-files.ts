// The files of this repository as the documentation tests see them: paths from its root, without what git ignores.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
const IGNORED = /^(node_modules|dist|coverage|\.git|\.cache)$/;

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return IGNORED.test(entry.name) ? [] : walk(path);
    return [path];
  });
}

/** Every file, in the order of code units. */
export const files: readonly string[] = walk('').sort();

/** Every folder that holds a file, with a slash at its end. */
export const folders: readonly string[] = [
  ...new Set(
    files.flatMap((file) =>
      file
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => `${parts.slice(0, index + 1).join('/')}/`),
    ),
  ),
];

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Whether a path is inside a folder that the generator writes. */
export const isGenerated = (path: string): boolean =>
  /^environments\/.+\/manifests\/|^clusters\/[^/]+\/(argo-cd|flux)\//.test(path);

/** The documents that people read here; fixtures and templates are about other repositories. */
export const documents: readonly string[] = files.filter(
  (file) => file.endsWith('.md') && !/^generator\/(templates|test|bench)\//.test(file),
);

/** The cells of the rows below a Markdown table's heading. */
export function readTable(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start === -1) throw new Error(`there is no table that starts with the column "${heading}"`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks, outside of blocks. */
export const codeIn = (markdown: string): string[] => {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
};
