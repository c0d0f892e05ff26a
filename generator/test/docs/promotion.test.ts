// The page on promotion says what the pipeline says, and shows what its commands print. After a change of either,
// `UPDATE_EXPECTED=1 npx vitest run --project unit generator/test/docs/promotion` writes the commands' output into it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.ts';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import { fillBlocks, makeCopy, readBlocks, runBlock, WRITTEN } from './page-runner.ts';
import { codeIn, ROOT, read, readTable } from './repository-files.ts';

const PAGE = 'docs/promotion.md';
const page = read(PAGE);
const { stages, windows, limits } = documentSchemas
  .pipeline()
  .parse(parse(read('environments/pipeline.yaml')));

describe('the stages on the page', () => {
  test('are those of the pipeline, with their soak and windows', () => {
    const expected = stages.map(({ name, environments, soak = '' }) => {
      const open = windows?.filter((window) => window.stages?.includes(name)) ?? [];
      const when = open.map(({ allow, timezone }) => `${String(allow)}, ${timezone}`).join('; ');
      return [
        name,
        environments.map((environment) => `\`${environment}\``).join(', '),
        soak,
        when || 'at any time',
      ];
    });
    expect(readTable(page, 'stage')).toEqual(expected);
  });

  test('have the limits of the pipeline', () => {
    expect(page).toContain(`the limits stand: ${limits?.activeVersions} versions of a town at once`);
    expect(page).toContain(`${limits?.versionsBehind} releases between the first stage and the last`);
    expect(page).toContain('moves one stage,');
    expect(limits?.change?.stages).toBe(1);
    expect(page).toContain(`deletes at most ${limits?.change?.deletions} objects`);
    expect(page).toContain(`restarts at most ${limits?.change?.restarts} pods`);
  });
});

describe('the example on the page', () => {
  const blocks = readBlocks(page);
  const named = blocks.flatMap((block) => block.commands.flatMap(({ command }) => nameOf(command)));
  const there = named.every((name) => commands.some((command) => command.name === name));

  test('has the commands from the edit to the last stage', () => {
    expect([...new Set(named)]).toEqual(['render', 'release', 'promote', 'status', 'rollback', 'reject']);
    for (const { name } of stages)
      expect(page).toMatch(new RegExp(`^\\$ npx townhall promote simple-town.* --to ${name}$`, 'm'));
  });

  test('walks through the stages that there are', () => {
    const pipeline = 'environments/pipeline.yaml';
    expect(read(`${WRITTEN}/${pipeline}`)).toBe(read(pipeline));
  });

  test.skipIf(!there)('prints what the page shows', async () => {
    const copy = await makeCopy();
    const outputs: string[][] = [];
    for (const block of blocks) {
      const { outputs: said, exit } = await runBlock(copy, block);
      outputs.push(said);
      expect(exit, said.join('')).toBe(block.refused ? 1 : 0);
    }
    if (process.env.UPDATE_EXPECTED) writeFileSync(join(ROOT, PAGE), fillBlocks(page, outputs));
    else expect(blocks.map((block) => block.commands.map(({ output }) => output))).toEqual(outputs);
  });
});

describe('what the page says to do when it goes wrong', () => {
  test('names commands and options that there are', () => {
    const lines = [...readTable(page, 'you want to'), ...readTable(page, 'you see')].flatMap((cells) =>
      codeIn(cells.join(' ')),
    );
    for (const line of lines) {
      const known = commands.find(({ name }) => line.replace('npx townhall ', '').startsWith(`${name} `));
      const options = (known?.options ?? []).flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? []);
      if (known) expect(options).toEqual(expect.arrayContaining(line.match(/--[a-z-]+/g) ?? []));
    }
  });
});

function nameOf(command: string): string[] {
  const [, name] = /^npx townhall (\w+)/.exec(command) ?? [];
  return name === undefined ? [] : [name];
}
