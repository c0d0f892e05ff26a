// One pull request for each stage that something may enter now, made by `townhall promote` in a clone of main.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { documentSchemas } from '../../src/validate/document-schemas.ts';
import type { Forge } from './forge.ts';
import { git } from './git.ts';
import { listMoved, nameMoved } from './name-moved.ts';
import { type Outcome, publishBranch } from './publish-branch.ts';
import type { Townhall } from './townhall.ts';

export interface Workshop {
  /** A clone of the repository at the commit to start from, with nothing changed. */
  readonly clone: string;
  readonly forge: Forge;
  readonly townhall: Townhall;
}

/** What a person asks for; nothing means every stage and everything that is ready. */
export interface Wish {
  readonly stage?: string;
  readonly town?: string;
  /** To pass soak and windows, and who answers for it. */
  readonly expedite?: { readonly reason: string; readonly owner: string };
}

export interface StageOutcome {
  readonly stage: string;
  readonly outcome: Outcome | 'refused';
  /** Why all of it, or with `--all` some town of it, was refused. */
  readonly said?: string;
}

/**
 * Opens, updates or removes the pull request of each stage asked for. What one town may not do stops no other; a refusal of
 * everything touches no branch.
 */
export function openPromotions(workshop: Workshop, wish: Wish): StageOutcome[] {
  const stages = wish.stage === undefined ? readStages(workshop.clone) : [wish.stage];
  return stages.map((stage) => openPromotion(workshop, { ...wish, stage }));
}

function openPromotion({ clone, forge, townhall }: Workshop, wish: Wish & { stage: string }): StageOutcome {
  const { stage, town, expedite } = wish;
  const base = git(clone, 'rev-parse', 'HEAD');
  const pass = expedite ? ['--expedite', '--reason', expedite.reason, '--owner', expedite.owner] : [];
  const what = town === undefined ? ['--all'] : [town];
  const { exit, stdout, stderr } = townhall('promote', ...what, '--to', stage, '--markdown', ...pass);
  const moved = listMoved(clone);
  const said = exit === 0 ? {} : { said: stderr };
  if (exit !== 0 && (moved.length === 0 || town !== undefined)) {
    git(clone, 'reset', '--quiet', '--hard', base);
    return { stage, outcome: 'refused', ...said };
  }
  const branch = town === undefined ? `promote/${stage}` : `promote/${stage}-${town}`;
  const title = `Promote ${nameMoved(moved)} to ${stage}`;
  return { stage, outcome: publishBranch(clone, base, { forge, branch, title, body: stdout }), ...said };
}

function readStages(clone: string): string[] {
  const text = readFileSync(join(clone, 'environments/pipeline.yaml'), 'utf8');
  return documentSchemas
    .pipeline()
    .parse(parse(text))
    .stages.map(({ name }) => name);
}
