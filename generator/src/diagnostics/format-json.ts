// Faults for programs: `{ faults: [...], omitted }`, sorted like the text. Lines and columns count from 1, columns and
// lengths in code points; a fault of a file as a whole has no line.
import type { Place } from './fault.ts';
import type { FaultFormat } from './format.ts';
import type { Location } from './locate.ts';
import { type LocatedFault, sortFaults } from './sort-faults.ts';

/** Prints faults as one JSON document. */
export const formatJson: FaultFormat = ({ faults, texts }) => {
  const { faults: sorted, omitted } = sortFaults(faults, texts);
  return `${JSON.stringify({ faults: sorted.map(describeFault), omitted }, null, 2)}\n`;
};

function describeFault({ fault, at, other }: LocatedFault): object {
  const { code, severity, message, place, hint, detail } = fault;
  return {
    code,
    severity,
    message,
    ...(place && describePlace(place, at)),
    ...(fault.other && { other: { label: fault.other.label, ...describePlace(fault.other.place, other) } }),
    ...(hint !== undefined && { hint }),
    ...(detail !== undefined && { detail }),
  };
}

function describePlace({ file, path }: Place, at: Location | undefined): object {
  return {
    file,
    ...(at && { line: at.line, column: at.column, length: at.length }),
    ...(path && { path }),
  };
}
