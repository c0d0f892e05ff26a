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

/** Texts from top to bottom, all of one width. */
type Column = readonly string[];

function formatMatrix({ stages, rows }: Status): string[][] {
  const names = shortNames(stages.flatMap(({ environments }) => environments));
  const label = column(['', 'town', ...rows.map(({ subject }) => subject)]);
  const newest = column(['', 'newest', ...rows.map(({ newest: version }) => version ?? '-')]);
  const groups = stages.map(({ name, environments }) =>
    environments.map((environment, index) =>
      column([
        index === 0 ? name : '',
        names.get(environment) ?? environment,
        ...rows.map(({ cells }) => spellCell(cells.get(environment))),
      ]),
    ),
  );
  const fixed = [label, newest];
  return splitBlocks(groups, WIDTH - widthOf(fixed)).map((block) => joinColumns([...fixed, ...block]));
}

function column(texts: readonly string[]): Column {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => text.padEnd(width));
}

/** The width with a gap behind each column. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, [first = '']) => sum + first.length + GAP.length, 0);
}

/** Stage after stage as long as it fits; a stage that is too wide alone is split. */
function splitBlocks(groups: readonly (readonly Column[])[], room: number): Column[][] {
  const blocks: Column[][] = [];
  let block: Column[] = [];
  const breakUnless = (more: readonly Column[]): void => {
    // The gap behind the last column is not printed.
    if (block.length === 0 || widthOf([...block, ...more]) - GAP.length <= room) return;
    blocks.push(block);
    block = [];
  };
  for (const group of groups) {
    breakUnless(group);
    for (const one of group) {
      breakUnless([one]);
      block.push(one);
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

function joinColumns(columns: readonly Column[]): string[] {
  const [first = []] = columns;
  return first.map((_, line) =>
    columns
      .map((texts) => texts[line] ?? '')
      .join(GAP)
      .trimEnd(),
  );
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
