// docs/diagnostics.md, made from the fault codes: `npx tsx generator/tools/diagnostics-page.ts > docs/diagnostics.md`.
import { fileURLToPath } from 'node:url';
import { hazardPages } from '../src/compare/hazards/codes.ts';
import { faultPages } from '../src/diagnostics/codes/index.ts';

/** The whole page. */
export function diagnosticsPage(): string {
  const entries = Object.entries(faultPages).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = entries.map(
    ([code, { rule, why, fix }]) => `## ${code}\n\n${rule}\n\n${why}\n\n**What to do:** ${fix}\n`,
  );
  const hazards = Object.entries(hazardPages).map(
    ([code, { what, why }]) => `### ${code}\n\n${what} ${why}\n`,
  );
  return `# Diagnostics

Every fault that townhall can find, by its permanent code. The text of a message may get better; a code never changes its meaning.
This page is made from the codes in \`generator/src/diagnostics/codes/\`; a test keeps it current.

${sections.join('\n')}
## Hazards

What \`diff\` shows and \`promote\` refuses as [hazard](#hazard), by the code that \`promote --accept\` takes.

${hazards.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(diagnosticsPage());
