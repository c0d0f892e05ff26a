// A fresh repository from the template: its frozen v1 folders are copies of current, listed with their digest.
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { digestFolder } from '../load/digest-folder.ts';
import { readTemplate } from '../load/read-template.ts';
import { programVersion } from '../version.ts';
import { writeNewFiles } from '../write/write-new-files.ts';
import type { CommandOutcome, RunCommand } from './command.ts';
import { runRender } from './run-render.ts';
import { wrongUse } from './wrong-use.ts';

/** Where an npm installation of the package keeps the editor schemas. */
const SCHEMAS = 'node_modules/@townhall/generator/schema';

export const runInit: RunCommand = async (input): Promise<CommandOutcome> => {
  const [dir = '.'] = input.arguments;
  const root = resolve(input.root, dir);
  if (!isEmpty(root)) return wrongUse(`${dir} is not empty, and init never writes over what is there`);
  const now = timeOf(input.options['now']);
  if (now === undefined) return wrongUse('--now takes a time such as 2026-11-20T09:30:00Z');
  const name =
    basename(root)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'townhall';
  const url =
    typeof input.options['url'] === 'string' ? input.options['url'] : `https://git.example.com/${name}.git`;
  const files = readTemplate('init', { name, url, now, version: programVersion(), schemas: SCHEMAS });
  freeze(files, 'base', now);
  freeze(files, 'towns/market', now);
  writeNewFiles(root, files);
  const rendered = await runRender({ ...input, root, arguments: [], options: {} });
  const next = dir === '.' ? 'npm install && npm run render' : `cd ${dir} && npm install && npm run render`;
  return {
    ...rendered,
    text: `${files.size} files in ${dir}\n${rendered.text}Next: ${next}\n`,
    result: { folder: root, files: [...files.keys()], render: rendered.result },
  };
};

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).every((name) => name === '.git');
  } catch {
    return true;
  }
}

/** A time in seconds, as the files write it; undefined when what was said is none. */
function timeOf(said: string | boolean | undefined): string | undefined {
  const date = typeof said === 'string' ? new Date(said) : new Date();
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Adds `<folder>/v1`, a copy of `<folder>/current`, and the list of releases that names it. */
function freeze(files: Map<string, string>, folder: string, date: string): void {
  const bytes = new Map<string, Uint8Array>();
  for (const [path, text] of [...files]) {
    if (!path.startsWith(`${folder}/current/`)) continue;
    const below = path.slice(folder.length + '/current/'.length);
    files.set(`${folder}/v1/${below}`, text);
    bytes.set(below, Buffer.from(text));
  }
  const depth = '../'.repeat(folder.split('/').length);
  files.set(
    `${folder}/releases.yaml`,
    `# yaml-language-server: $schema=${depth}${SCHEMAS}/releases.schema.json\nv1:\n  digest: ${digestFolder(bytes)}\n  date: ${date}\n  notes: The first release.\n`,
  );
}
