// What promote.yml runs in a fresh checkout of main: `npm run promote:pull-requests`, with STAGE, TOWN, REASON and OWNER from
// the button, all empty on a schedule, and GH_TOKEN. Exits 1 when a stage was refused.
import { githubOf } from './forge.ts';
import { openPromotions, type Wish } from './open-promotions.ts';
import { townhallIn } from './townhall.ts';

const { STAGE: stage, TOWN: town, REASON: reason, OWNER: owner = '' } = process.env;
const wish: Wish = {
  ...(stage && { stage }),
  ...(town && { town }),
  ...(reason && { expedite: { reason, owner } }),
};
const clone = process.cwd();
const outcomes = openPromotions({ clone, forge: githubOf(clone), townhall: townhallIn(clone) }, wish);
for (const { stage, outcome, said = '' } of outcomes) console.log(`${stage}: ${outcome}\n${said}`.trimEnd());
process.exitCode = outcomes.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
