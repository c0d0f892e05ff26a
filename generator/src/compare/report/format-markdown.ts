// The report as a comment on a pull request: the sentence first, a table, the details folded. Always shorter than what
// GitHub takes; what does not fit is counted.
import { isOver } from '../budget.ts';
import type { Effect } from '../change.ts';
import { sortPlaces } from '../fold-changes.ts';
import { escapeCode, escapeHtml, escapeText } from './escape-markdown.ts';
import { Page } from './page.ts';
import { type DiffReport, isEmpty, type LocatedChange, type LocatedHazard } from './report.ts';
import { spellBudget, spellEffect, spellField, spellMoves } from './spell.ts';
import { summarize } from './summarize.ts';

/** Characters that a comment may have on GitHub. */
export const COMMENT_LIMIT = 65_536;
/** Left free for what a workflow puts around the report. */
const RESERVE = 2_048;
/** What each part may take, so that no part pushes another out. */
const SHARE = { moves: 6_000, hazards: 20_000, table: 16_000, object: 6_000 };

/** The comment; empty when nothing changes. */
export function formatDiffMarkdown(report: DiffReport): string {
  if (isEmpty(report)) return '';
  const page = new Page(COMMENT_LIMIT - RESERVE);
  page.add(`**${escapeText(summarize(report))}**\n`);
  addBudget(page, report);
  addMoves(page, report);
  addHazards(page, report.hazards);
  addTable(page, report);
  addDetails(page, report.changes);
  return page.text;
}

function addBudget(page: Page, { budget }: DiffReport): void {
  const over = budget.filter(isOver);
  const lifted = budget.filter((line) => line.liftedBy !== undefined && !isOver(line));
  if (over.length > 0) {
    const parts = over.map((line) => escapeText(spellBudget(line)));
    page.add(
      `\n**Over the budget of one change**: ${parts.join(', ')}. A file in \`environments/overrides/\` lifts it, with a reason and an owner.\n`,
    );
  }
  for (const line of lifted)
    page.add(`\nBy the override ${escapeCode(line.liftedBy ?? '')}: ${escapeText(spellBudget(line))}.\n`);
}

function addMoves(page: Page, { moves }: DiffReport): void {
  const lines = spellMoves(moves);
  if (lines.length === 0) return;
  page.add('\n');
  page.addList(lines, { noun: 'moves', share: SHARE.moves, spell: (line) => `- ${escapeText(line)}\n` });
}

function addHazards(page: Page, hazards: readonly LocatedHazard[]): void {
  if (hazards.length === 0) return;
  page.add('\n');
  page.addList(hazards, { noun: 'hazards', share: SHARE.hazards, spell: spellHazard });
}

function spellHazard({ code, message, environments, safeWay, line, refuses }: LocatedHazard): string {
  const where = environments.length === 0 ? '' : ` in ${environments.join(', ')}`;
  const mark = refuses ? '**hazard**' : 'note';
  return `- ${mark} ${escapeCode(code)}${escapeText(where)}: ${escapeText(message)}${spellLine(line)}. Safe way: ${escapeText(safeWay)}.\n`;
}

function spellLine(line: string | undefined): string {
  return line === undefined ? '' : ` (${escapeCode(line)})`;
}

interface Row {
  readonly owner: string;
  readonly object: string;
  readonly effect: Effect;
  readonly restarts: number;
  readonly environments: readonly string[];
}

function addTable(page: Page, { changes, order }: DiffReport): void {
  if (changes.length === 0) return;
  page.add('\n| town | object | what happens | where |\n| --- | --- | --- | --- |\n');
  page.addList(joinRows(changes, order), { noun: 'objects', share: SHARE.table, spell: spellRow });
}

/** What happens to an object is one row, although its values differ from place to place. */
function joinRows(changes: readonly LocatedChange[], order: readonly string[]): Row[] {
  const rows = new Map<string, Row>();
  for (const change of changes) {
    const { owner, object, effect } = change;
    const key = JSON.stringify([owner, object, effect]);
    const { restarts, environments } = rows.get(key) ?? { restarts: 0, environments: [] };
    const places = new Set([...environments, ...change.environments]);
    rows.set(key, {
      owner,
      object,
      effect,
      restarts: restarts + change.restarts,
      environments: sortPlaces(places, order),
    });
  }
  return [...rows.values()];
}

function spellRow(row: Row): string {
  const cells = [row.owner, row.object, spellEffect(row), row.environments.join(', ')];
  return `| ${cells.map(escapeText).join(' | ')} |\n`;
}

function addDetails(page: Page, changes: readonly LocatedChange[]): void {
  const owners = [...groupByOwner(changes)];
  const folded = owners.findIndex(([owner, own]) => !addOwner(page, owner, own));
  if (folded !== -1) page.add(`\nand the details of ${owners.length - folded} more\n`);
}

/** The folded block of a town; false when there was no room for it. */
function addOwner(page: Page, owner: string, own: readonly LocatedChange[]): boolean {
  const head = `\n<details><summary>${escapeHtml(owner)}</summary>\n\n`;
  if (page.isFull || !page.add(head)) return false;
  page.addList(own, { noun: 'objects', spell: spellDetail });
  page.add('\n</details>\n');
  return true;
}

/** Changes with something to tell of, by town; created and deleted objects stand in the table. */
function groupByOwner(changes: readonly LocatedChange[]): Map<string, LocatedChange[]> {
  const owners = new Map<string, LocatedChange[]>();
  for (const change of changes) {
    if (change.fields.length > 0) owners.set(change.owner, [...(owners.get(change.owner) ?? []), change]);
  }
  return owners;
}

function spellDetail({ object, environments, fields, line }: LocatedChange): string {
  const where = environments.length === 0 ? '' : ` in ${environments.join(', ')}`;
  const lines = new Page(SHARE.object);
  lines.add(`- ${escapeText(object + where)}${spellLine(line)}\n`);
  const items = fields.map((field) => `  - ${escapeCode(spellField(field))}\n`);
  lines.addList(items, { noun: 'fields', spell: (item) => item });
  return lines.text;
}
