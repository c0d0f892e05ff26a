// What release.yml runs in a fresh checkout of main: `npm run release:pull-request`, with TOWN, NOTES and FROM from the
// button, and GH_TOKEN. Exits 1 when the release was refused.
import { githubOf } from './forge.ts';
import { openRelease } from './open-release.ts';
import { townhallIn } from './townhall.ts';

const { TOWN: town = '', NOTES: notes = '', FROM: from } = process.env;
const clone = process.cwd();
const workshop = { clone, forge: githubOf(clone), townhall: townhallIn(clone) };
const answer = openRelease(workshop, { town, notes, ...(from && { from }) });
console.log(`release of ${town}: ${answer.outcome}`);
if (answer.outcome === 'refused') {
  console.log(answer.said.trimEnd());
  process.exitCode = 1;
}
