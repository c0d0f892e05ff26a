// Faults as SARIF 2.1.0, which code scanning reads.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { type FaultCode, faultPages } from './codes/index.ts';
import type { FaultPage } from './codes/page.ts';
import type { Place } from './fault.ts';
import type { FaultFormat } from './format.ts';
import { escapeHidden } from './frame-escape.ts';
import type { Location } from './locate.ts';
import { type LocatedFault, sortFaults } from './sort-faults.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Prints faults as one SARIF log with one run. */
export const formatSarif: FaultFormat = ({ faults, texts }) => {
  const { faults: sorted } = sortFaults(faults, texts);
  const codes = [...new Set(sorted.map(({ fault }) => fault.code))].sort();
  const run = {
    tool: { driver: { name: 'townhall', rules: codes.map(describeRule) } },
    columnKind: 'unicodeCodePoints',
    results: sorted.map((located) => describeResult(located, codes)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

function describeRule(code: FaultCode): object {
  const { rule, why, fix }: FaultPage = faultPages[code];
  return { id: code, shortDescription: { text: rule }, fullDescription: { text: why }, help: { text: fix } };
}

function describeResult({ fault, at, other }: LocatedFault, codes: readonly FaultCode[]): object {
  const { code, severity, message, place, hint } = fault;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint === undefined ? `${message}.` : `${message}. Hint: ${hint}` },
    locations: place ? [describePlace(place, at)] : [],
    ...(fault.other && {
      relatedLocations: [
        { ...describePlace(fault.other.place, other), message: { text: fault.other.label } },
      ],
    }),
  };
}

function describePlace({ file }: Place, at: Location | undefined): object {
  const artifactLocation = { uri: escapeHidden(file).split('/').map(encodeURIComponent).join('/') };
  if (!at) return { physicalLocation: { artifactLocation } };
  const region = { startLine: at.line, startColumn: at.column, endColumn: at.column + at.length };
  return { physicalLocation: { artifactLocation, region } };
}
