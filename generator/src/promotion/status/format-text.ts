// A status as text for a terminal: the matrix, in blocks of stages that fit 100 columns, and the sections under it.
import { writeInstant } from '../../model/time.ts';
import { type Line, shortNames, spellCell, spellSections } from './spell.ts';
import type { Status } from './status.ts';

const WIDTH = 100;
const GAP = '  ';

/** Columns fit their widest text; a line is longer than 100 columns only where one name alone is. */
export function formatStatusText(status: Status): string {
  const { now, unknown, rows } = status;
  const head = [`At ${writeInstant(now)}`];
  if (unknown !== undefined) head.push(`Ages and soaks are unknown: ${unknown}`);
  const behind = rows.some(({ cells }) => [...cells.values()].some(isBehind));
  const blocks = formatMatrix(status).map((lines) => `${lines.join('\n')}\n`);
  const legend = behind ? '-1: one release behind the newest\n' : '';
  const sections = spellSections(status).map(
    ({ title, lines }) => `${title}\n${lines.map(formatLine).join('')}`,
  );
  const last = blocks.length > 0 ? [`${blocks.pop()}${legend}`] : [];
  return [`${head.join('\n')}\n`, ...blocks, ...last, ...sections].join('\n');
}

function isBehind({ version, behind }: { version: string; behind: number }): boolean {
  return behind > 0 && version !== 'current';
}

/** What one environment runs, from top to bottom, all of one width. */
interface Column {
  readonly stage: string;
  readonly texts: readonly string[];
}

function formatMatrix({ stages, rows }: Status): string[][] {
  const names = shortNames(stages.flatMap(({ environments }) => environments));
  const fixed = [
    makeColumn('', ['town', ...rows.map(({ subject }) => subject)]),
    makeColumn('', ['newest', ...rows.map(({ newest }) => newest ?? '-')]),
  ];
  const groups = stages.map(({ name, environments }) =>
    environments.map((environment) => {
      const cells = rows.map((row) => spellCell(row.cells.get(environment)));
      return makeColumn(name, [names.get(environment) ?? environment, ...cells]);
    }),
  );
  const room = WIDTH - widthOf(fixed) - GAP.length;
  return splitBlocks(groups.map(fitStage), room).map((block) => joinColumns([...fixed, ...block]));
}

function makeColumn(stage: string, texts: readonly string[]): Column {
  const width = Math.max(...texts.map((text) => text.length));
  return { stage, texts: texts.map((text) => text.padEnd(width)) };
}

/** The name of a stage stands over its columns: where it is longer, the last one makes room. */
function fitStage(group: readonly Column[]): Column[] {
  const last = group.at(-1);
  if (!last) return [];
  const room = last.stage.length - widthOf(group);
  if (room <= 0) return [...group];
  const texts = last.texts.map((text) => text + ' '.repeat(room));
  return [...group.slice(0, -1), { stage: last.stage, texts }];
}

/** The width with the gaps between. */
function widthOf(columns: readonly Column[]): number {
  const texts = columns.reduce((sum, { texts: [first = ''] }) => sum + first.length, 0);
  return texts + GAP.length * Math.max(0, columns.length - 1);
}

/** Stage after stage as long as it fits; a stage that is too wide alone is split. */
function splitBlocks(groups: readonly (readonly Column[])[], room: number): Column[][] {
  const blocks: Column[][] = [];
  let block: Column[] = [];
  const breakUnless = (more: readonly Column[]): void => {
    if (block.length === 0 || widthOf([...block, ...more]) <= room) return;
    blocks.push(block);
    block = [];
  };
  for (const group of groups) {
    breakUnless(group);
    for (const column of group) {
      breakUnless([column]);
      block.push(column);
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

function joinColumns(columns: readonly Column[]): string[] {
  const [{ texts } = { texts: [] }] = columns;
  const lines = texts.map((_, line) => columns.map((column) => column.texts[line] ?? '').join(GAP));
  return [stageLine(columns), ...lines].map((line) => line.trimEnd());
}

/** Each stage's name once, over the first of its columns. */
function stageLine(columns: readonly Column[]): string {
  const stages = [...new Set(columns.map(({ stage }) => stage))];
  return stages
    .map((stage) => {
      const width = widthOf(columns.filter((column) => column.stage === stage));
      return stage.length > width ? `${stage.slice(0, width - 1)}…` : stage.padEnd(width);
    })
    .join(GAP);
}

function formatLine({ text, more }: Line): string {
  return [wrap(text, 2), ...more.map((one) => wrap(one, 4))].join('');
}

/** Breaks between words; what goes on stands two columns further in. */
function wrap(text: string, indent: number): string {
  let out = '';
  let line = ' '.repeat(indent - 1);
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      out += `${line}\n`;
      line = ' '.repeat(indent + 1);
    }
    line += ` ${word}`;
  }
  return `${out}${line}\n`;
}
