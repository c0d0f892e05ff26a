// Every command that a document names exists, with its options; every link leads somewhere.
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { codeIn, documents, files, folders, read } from './repository-files.ts';

const GLOBAL = ['--root', '--format', '--help', '--version'];
const shellBlocks = (markdown: string): string[] =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => text.split('\n'));

/** Command lines of a document: in shell blocks, and between backticks. */
const linesOf = (document: string): string[] => {
  const markdown = read(document);
  return [...shellBlocks(markdown), ...codeIn(markdown)];
};

/** The part of a line behind a program's name, up to where the shell ends the command. */
const callsOf = (program: RegExp): { document: string; call: string }[] =>
  documents.flatMap((document) =>
    linesOf(document)
      .flatMap((line) => line.split(/&&|#|;|\|/))
      .flatMap((line) => program.exec(line.trim())?.[1] ?? [])
      .map((call) => ({ document, call })),
  );

describe('commands that documents name', () => {
  const calls = callsOf(/^(?:source <\()?(?:npx )?townhall (\w[^)]*)/);

  test('there are some', () => {
    expect(calls.length).toBeGreaterThan(10);
  });

  test.each(calls)('$document: townhall $call', ({ call }) => {
    const [name = '', ...rest] = call.trim().split(/\s+/);
    const command = commands.find((candidate) => candidate.name === name);
    expect(command, `townhall ${name}`).toBeDefined();
    const known = [
      ...GLOBAL,
      ...(command?.options ?? []).flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? []),
    ];
    for (const option of rest.filter((word) => word.startsWith('--')))
      expect(known).toContain(option.replace(/=.*/, ''));
  });

  test('every command is in the README', () => {
    const named = calls
      .filter(({ document }) => document === 'README.md')
      .map(({ call }) => call.split(' ')[0]);
    expect([...new Set(named)].sort()).toEqual(commands.map(({ name }) => name).sort());
  });
});

describe('npm scripts that documents name', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));

  test.each(callsOf(/^npm (run \S+|test)/))('$document: npm $call', ({ call }) => {
    expect(Object.keys(scripts)).toContain(call.replace('run ', ''));
  });
});

describe('links in documents', () => {
  const links = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => ({ document, target })),
  );

  test.each(links)('$document links to $target', ({ document, target }) => {
    const path = join(dirname(document), target).replace(/^\.\//, '');
    expect(files.includes(path) || folders.includes(path)).toBe(true);
  });
});

describe('files of the generator that documents name', () => {
  const named = documents.flatMap((document) =>
    codeIn(read(document))
      .filter((code) =>
        /^(src|test|bench|kubernetes|schema|templates|tools|scripts|generator)\/[\w./-]+$/.test(code),
      )
      .map((code) => ({ document, code })),
  );

  test.each(named)('$document names $code', ({ document, code }) => {
    const candidates = [code, `${dirname(document)}/${code}`];
    const there = candidates.some((path) => files.includes(path) || folders.includes(path));
    expect(there).toBe(true);
  });
});
