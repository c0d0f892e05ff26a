// The report for a terminal: at most 100 columns where names allow it.
import type { BudgetLine } from '../budget.ts';
import { isOver } from '../budget.ts';
import type { FieldChange } from '../change.ts';
import { type DiffReport, isEmpty, type LocatedChange, type LocatedHazard } from './report.ts';
import { spellBudget, spellEffect, spellFieldWithin, spellMoves } from './spell.ts';
import { describePlaces, summarize } from './summarize.ts';
import { WIDTH, wrap } from './wrap.ts';

const FIELDS_SHOWN = 6;
const INDENT = '    ';

/** The whole report; one line when nothing changes. */
export function formatDiffText(report: DiffReport): string {
  if (isEmpty(report)) return `nothing changes between ${report.base} and ${report.head}\n`;
  const { moves, changes, hazards, budget } = report;
  const parts = [
    wrap(summarize(report)),
    spellMoves(moves).flatMap((move) => wrap(`moved: ${move}`)),
    changes.flatMap(describeChange),
    ...hazards.map(describeHazard),
    describeBudget(budget),
  ];
  const told = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${told.join('\n\n')}\n`;
}

function describeChange(change: LocatedChange): string[] {
  const { owner, object, environments, fields, line } = change;
  const where = environments.length === 0 ? '' : ` in ${listPlaces(environments)}`;
  const more =
    fields.length > FIELDS_SHOWN ? [`${INDENT}and ${fields.length - FIELDS_SHOWN} more fields`] : [];
  return [
    ...wrap(`${owner}: ${object} ${spellEffect(change)}${where}`),
    ...describeLine(line),
    ...fields.slice(0, FIELDS_SHOWN).map(describeField),
    ...more,
  ];
}

function describeField(field: FieldChange): string {
  return INDENT + spellFieldWithin(field, WIDTH - INDENT.length);
}

function describeLine(line: string | undefined): string[] {
  return line === undefined ? [] : [`${INDENT}at ${line}`];
}

function listPlaces(environments: readonly string[]): string {
  const list = environments.join(', ');
  return list.length <= WIDTH / 2 ? list : describePlaces(environments);
}

function describeHazard({ code, message, environments, safeWay, line, refuses }: LocatedHazard): string[] {
  const where = environments.length === 0 ? '' : ` in ${listPlaces(environments)}`;
  return [
    ...wrap(`${refuses ? 'hazard' : 'note'} ${code}${where}: ${message}`),
    ...describeLine(line),
    ...wrap(`${INDENT}safe way: ${safeWay}`),
  ];
}

/** One line, only for what has a limit. */
function describeBudget(budget: readonly BudgetLine[]): string[] {
  const limited = budget.filter(({ limit }) => limit !== undefined);
  if (limited.length === 0) return [];
  const parts = limited.map((line) => {
    const lifted = line.liftedBy === undefined ? '' : ` by the override ${line.liftedBy}`;
    return `${spellBudget(line)}${lifted}${isOver(line) ? ' OVER' : ''}`;
  });
  return wrap(`budget: ${parts.join(', ')}`);
}
