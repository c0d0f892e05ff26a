// The report for a terminal: at most 100 columns where names allow it.

import type { BudgetLine } from '../budget.ts';
import { isOver } from '../budget.ts';
import type { FoldedChange } from '../fold-changes.ts';
import { type DiffReport, isEmpty, type LocatedHazard } from './report.ts';
import { spellEffect, spellField, spellMoves } from './spell.ts';
import { describePlaces, summarize } from './summarize.ts';

const WIDTH = 100;
const FIELDS_SHOWN = 6;

/** The whole report; one line when nothing changes. */
export function formatDiffText(report: DiffReport): string {
  if (isEmpty(report)) return `nothing changes between ${report.base} and ${report.head}\n`;
  const { moves, changes, hazards, budget } = report;
  const lines = [
    summarize(report),
    '',
    ...spellMoves(moves).map((move) => `moved: ${move}`),
    ...(moves.length > 0 ? [''] : []),
    ...changes.flatMap(describeChange),
    ...hazards.flatMap(describeHazard),
    ...describeBudget(budget),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function describeChange(change: FoldedChange): string[] {
  const { owner, object, environments, fields } = change;
  const where = environments.length === 0 ? '' : ` in ${listPlaces(environments)}`;
  const shown = fields.slice(0, FIELDS_SHOWN).map((field) => `    ${shorten(spellField(field), WIDTH - 4)}`);
  const more = fields.length > FIELDS_SHOWN ? [`    and ${fields.length - FIELDS_SHOWN} more fields`] : [];
  return [`${owner}: ${object} ${spellEffect(change)}${where}`, ...shown, ...more];
}

function listPlaces(environments: readonly string[]): string {
  const list = environments.join(', ');
  return list.length <= WIDTH / 2 ? list : describePlaces(environments);
}

function describeHazard({ code, message, environment, safeWay, line, refuses }: LocatedHazard): string[] {
  const where = environment === undefined ? '' : ` in ${environment}`;
  const at = line === undefined ? [] : [`    at ${line}`];
  return [
    '',
    `${refuses ? 'hazard' : 'note'} ${code}: ${message}${where}`,
    ...at,
    `    safe way: ${safeWay}`,
  ];
}

/** One line, only for what has a limit. */
function describeBudget(budget: readonly BudgetLine[]): string[] {
  const limited = budget.filter(({ limit }) => limit !== undefined);
  if (limited.length === 0) return [];
  const parts = limited.map((line) => {
    const { measure, used, limit, liftedBy } = line;
    const lifted = liftedBy === undefined ? '' : ` (${liftedBy})`;
    return `${measure} ${used} of ${limit}${lifted}${isOver(line) ? ' OVER' : ''}`;
  });
  return ['', `budget: ${parts.join(', ')}`];
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
