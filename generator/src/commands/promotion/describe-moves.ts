// A plan as a table for a terminal or a pull request, and as data.
import { writeInstant } from '../../model/time.ts';
import type { PlannedMove } from '../../promotion/plan-promotion.ts';

/** One row of the plan, as `--format json` has it. */
export interface MoveRow {
  readonly subject: string;
  readonly stage: string;
  readonly environment: string;
  readonly from: string | null;
  readonly to: string;
  readonly moved: boolean;
  readonly refusals: readonly { rule: string; message: string; unlock: string; until: string | null }[];
}

/** The rows of a plan; `moved` tells whether what may go did go. */
export function listRows(moves: readonly PlannedMove[], moved: boolean): MoveRow[] {
  return moves.map(({ move, stage, refusals }) => ({
    subject: move.subject,
    stage,
    environment: move.environment,
    from: move.from ?? null,
    to: move.to,
    moved: moved && refusals.length === 0,
    refusals: refusals.map(({ rule, message, unlock, until }) => ({
      rule,
      message,
      unlock,
      until: until === undefined ? null : writeInstant(until),
    })),
  }));
}

const HEADER = ['town', 'stage', 'environment', 'from', 'to', 'verdict'];

/** Columns for a terminal; a refused move has a line for each reason. */
export function describeMoves(rows: readonly MoveRow[], verdict: string): string {
  const table = [HEADER, ...rows.flatMap((row) => cellsOf(row, verdict))];
  const widths = HEADER.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function cellsOf(row: MoveRow, verdict: string): string[][] {
  const [first, ...more] =
    row.refusals.length === 0 ? [verdict] : row.refusals.map(({ message }) => `no: ${message}`);
  const start = [row.subject, row.stage, row.environment, row.from ?? '-', row.to];
  return [[...start, first ?? ''], ...more.map((reason) => ['', '', '', '', '', reason])];
}

/** The same as a Markdown table. */
export function markdownMoves(rows: readonly MoveRow[], verdict: string): string {
  const lines = rows.map((row) => {
    const reasons =
      row.refusals.length === 0 ? [verdict] : row.refusals.map(({ message }) => `no: ${message}`);
    const cells = [row.subject, row.stage, row.environment, row.from ?? '-', row.to, reasons.join('<br>')];
    return `| ${cells.map(escapeCell).join(' | ')} |`;
  });
  return [`| ${HEADER.join(' | ')} |`, `|${' --- |'.repeat(HEADER.length)}`, ...lines]
    .join('\n')
    .concat('\n');
}

function escapeCell(text: string): string {
  return text.replace(/[|\\]/g, '\\$&').replace(/\n/g, ' ').replace(/@/g, '@\u200b');
}
