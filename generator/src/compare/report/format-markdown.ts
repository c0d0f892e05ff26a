// The report as a comment on a pull request: the sentence first, a table, the details folded. Always shorter than what
// GitHub takes; what does not fit is counted, not cut in the middle.
import { isOver } from '../budget.ts';
import type { FoldedChange } from '../fold-changes.ts';
import { type DiffReport, isEmpty, type LocatedHazard } from './report.ts';
import { spellEffect, spellField, spellMoves } from './spell.ts';
import { summarize } from './summarize.ts';

/** Characters that a comment may have on GitHub. */
export const COMMENT_LIMIT = 65_536;
/** Left free for what a workflow puts around the report. */
const RESERVE = 2_048;
const ROWS_SHOWN = 100;

/** The comment; empty when nothing changes. */
export function formatDiffMarkdown(report: DiffReport): string {
  if (isEmpty(report)) return '';
  const page = new Page(COMMENT_LIMIT - RESERVE);
  page.add(`**${escapeText(summarize(report))}**\n`);
  addMoves(page, report);
  addHazards(page, report.hazards);
  addBudget(page, report);
  addTable(page, report.changes);
  addDetails(page, report.changes);
  return page.text;
}

/** Text that grows to a limit, block by block. */
class Page {
  text = '';
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether there was room for the block, and for `spare` characters behind it. */
  add(block: string, spare = 0): boolean {
    if (this.text.length + block.length + spare > this.#limit) return false;
    this.text += block;
    return true;
  }
}

/** Room for the line that counts what did not fit, and the end of a folded block. */
const SPARE = 200;

function addList<T>(
  page: Page,
  items: readonly T[],
  { spell, noun }: { spell: (item: T) => string; noun: string },
): void {
  const fitting = items.findIndex((item) => !page.add(spell(item), SPARE));
  if (fitting !== -1) page.add(`\nand ${items.length - fitting} more ${noun}\n`);
}

function addMoves(page: Page, { moves }: DiffReport): void {
  const lines = spellMoves(moves);
  if (lines.length === 0) return;
  page.add('\n');
  addList(page, lines, { noun: 'moves', spell: (line) => `- ${escapeText(line)}\n` });
}

function addHazards(page: Page, hazards: readonly LocatedHazard[]): void {
  if (hazards.length === 0) return;
  page.add('\n');
  addList(page, hazards, { noun: 'hazards', spell: spellHazard });
}

function spellHazard({ code, message, environment, safeWay, line, refuses }: LocatedHazard): string {
  const where = environment === undefined ? '' : ` in ${environment}`;
  const at = line === undefined ? '' : ` (${spellCode(line)})`;
  const mark = refuses ? '**hazard**' : 'note';
  return `- ${mark} ${spellCode(code)}: ${escapeText(message + where)}${at}. Safe way: ${escapeText(safeWay)}.\n`;
}

function addBudget(page: Page, { budget }: DiffReport): void {
  const over = budget.filter(isOver);
  if (over.length === 0) return;
  const parts = over.map(({ measure, used, limit }) => `${measure} ${used} of ${limit}`);
  page.add(
    `\n**Over the budget of one change**: ${parts.join(', ')}. A file in \`environments/overrides/\` lifts it, with a reason and an owner.\n`,
  );
}

function addTable(page: Page, changes: readonly FoldedChange[]): void {
  if (changes.length === 0) return;
  const rows = changes
    .slice(0, ROWS_SHOWN)
    .map(
      (change) =>
        `| ${[change.owner, change.object, spellEffect(change), change.environments.join(', ')].map(escapeText).join(' | ')} |\n`,
    );
  page.add('\n| town | object | what happens | where |\n| --- | --- | --- | --- |\n');
  const fitting = rows.findIndex((row) => !page.add(row, SPARE));
  const shown = fitting === -1 ? rows.length : fitting;
  if (shown < changes.length) page.add(`\nand ${changes.length - shown} more objects\n`);
}

function addDetails(page: Page, changes: readonly FoldedChange[]): void {
  const owners = groupByOwner(changes);
  for (const [owner, own] of owners) {
    if (!page.add(`\n<details><summary>${escapeText(owner)}</summary>\n\n`, SPARE * 2)) return;
    addList(page, own, { noun: 'objects', spell: spellDetail });
    page.add('\n</details>\n');
  }
}

function groupByOwner(changes: readonly FoldedChange[]): Map<string, FoldedChange[]> {
  const owners = new Map<string, FoldedChange[]>();
  for (const change of changes) {
    if (change.fields.length > 0) owners.set(change.owner, [...(owners.get(change.owner) ?? []), change]);
  }
  return owners;
}

function spellDetail({ object, environments, fields }: FoldedChange): string {
  const where = environments.length === 0 ? '' : ` in ${environments.join(', ')}`;
  const lines = fields.map((field) => `  - ${spellCode(spellField(field))}\n`);
  return `- ${escapeText(object + where)}\n${lines.join('')}`;
}

/** Text of people in a sentence: nothing in it is markup, a mention or a reference. */
function escapeText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/@/g, '@\u200b');
}

/** Inline code that no backtick inside can end; GitHub splits table cells at `|` even there, so details use lists. */
function spellCode(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
}
