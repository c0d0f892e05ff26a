// A status as markdown, for an issue or a summary of a workflow: one table, and the sections as lists.
import { writeInstant } from '../../model/time.ts';
import { shortNames, spellCell, spellSections } from './spell.ts';
import type { Status } from './status.ts';

/** What people wrote (reasons, names) is escaped: it can neither format, nor link, nor call anybody. */
export function formatStatusMarkdown(status: Status): string {
  const { now, unknown, stages, rows } = status;
  const environments = stages.flatMap((stage) => stage.environments);
  const names = shortNames(environments);
  const table = [
    ['town', 'newest', ...environments.map((name) => escapeText(names.get(name) ?? name))],
    ['---', '---', ...environments.map(() => '---')],
    ...rows.map(({ subject, newest, cells }) => [
      escapeText(subject),
      newest ?? '-',
      ...environments.map((name) => escapeText(spellCell(cells.get(name)))),
    ]),
  ];
  const why = unknown === undefined ? '' : ` Ages and soaks are unknown: ${escapeText(unknown)}.`;
  const sections = spellSections(status).map(
    ({ title, lines }) =>
      `**${title}**\n\n${lines.map(({ text, more }) => `- ${escapeText(more.length > 0 ? `${text}: ${more.join('; ')}` : text)}\n`).join('')}`,
  );
  return [
    `At ${writeInstant(now)}.${why}\n`,
    `${table.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`,
    ...sections,
  ].join('\n');
}

function escapeText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<#|~&]/g, '\\$&')
    .replaceAll('@', '&#64;');
}
