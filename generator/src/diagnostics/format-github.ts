// Faults as workflow commands of GitHub Actions, one a line, which become notes in a pull request.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
import { describeOmitted, type FaultFormat } from './format.ts';
import { escapeHidden } from './frame-escape.ts';
import { type LocatedFault, sortFaults } from './sort-faults.ts';

/** Prints faults as `::error file=…,line=…,col=…,title=…::message`. */
export const formatGithub: FaultFormat = ({ faults, texts }) => {
  const { faults: sorted, omitted } = sortFaults(faults, texts);
  const lines = sorted.map(describeFault);
  if (omitted > 0) lines.push(`::warning title=townhall::${describeOmitted(omitted)}`);
  return lines.map((line) => `${line}\n`).join('');
};

function describeFault({ fault: { code, severity, message, place, hint }, at }: LocatedFault): string {
  const properties = [
    ...(place ? [`file=${escapeProperty(place.file)}`] : []),
    ...(at ? [`line=${at.line}`, `col=${at.column}`, `endColumn=${at.column + at.length}`] : []),
    `title=${escapeProperty(code)}`,
  ];
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return `::${severity} ${properties.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return escapeHidden(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
