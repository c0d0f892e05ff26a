// What the command line says of a promotion, checked against the repository: every name exists, and who sets a rule
// aside says why.
import { suggest } from '../../diagnostics/suggest.ts';
import type { Instant } from '../../model/time.ts';
import type { Fleet } from '../../promotion/fleet.ts';
import type { PromotionRequest } from '../../promotion/plan-promotion.ts';
import type { CommandInput, CommandOutcome } from '../command.ts';
import { wrongUse } from '../wrong-use.ts';

export interface PromotionOptions {
  readonly request: PromotionRequest;
  readonly follow: boolean;
  readonly dryRun: boolean;
  readonly markdown: boolean;
  readonly accepted: ReadonlySet<string>;
  readonly reason: string;
  readonly owner: string | undefined;
}

/** Reads the options, or says what is wrong with them. */
export function readPromotionOptions(
  { arguments: names, options }: CommandInput,
  fleet: Fleet,
  now: Instant,
): PromotionOptions | CommandOutcome {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const [all, expedite, follow] = [
    options['all'] === true,
    options['expedite'] === true,
    options['follow'] === true,
  ];
  if (names.length === 0 && !all) return wrongUse('Say which town to promote, or --all');
  const missing = findUnknown(names, [...fleet.subjects.keys()], 'a town of this repository (or `base`)');
  if (missing !== undefined) return wrongUse(missing);
  const to = readTarget(text('to'), fleet);
  if (typeof to === 'string') return wrongUse(to);
  const [reason, owner] = [text('reason'), text('owner')];
  if (expedite && (!reason || !owner))
    return wrongUse('--expedite needs --reason and --owner: the pin keeps them');
  const accept = text('accept');
  if (accept !== undefined && !reason) return wrongUse('--accept needs --reason: the pin keeps it');
  if (follow && (all || to !== undefined))
    return wrongUse('--follow is about the first stage: it takes towns only');
  const subjects = names.length > 0 ? [...new Set(names)] : [...fleet.subjects.keys()];
  return {
    request: { subjects, ...(to && { to }), all, add: options['add'] === true, expedite, now },
    follow,
    dryRun: options['dryRun'] === true,
    markdown: options['markdown'] === true,
    accepted: new Set((accept ?? '').split(',').filter((code) => code !== '')),
    reason: reason ?? '',
    owner,
  };
}

/** A sentence about the first name that is not known. */
export function findUnknown(
  names: readonly string[],
  known: readonly string[],
  what: string,
): string | undefined {
  const name = names.find((one) => !known.includes(one));
  if (name === undefined) return undefined;
  const near = suggest(name, known);
  return `"${name}" is not ${what}${near === undefined ? '' : `; perhaps "${near}"`}`;
}

function readTarget(target: string | undefined, fleet: Fleet): PromotionRequest['to'] | string {
  if (target === undefined) return undefined;
  const stages = fleet.stages.map(({ name }) => name);
  const environments = fleet.stages.flatMap((stage) => stage.environments);
  const unknown = findUnknown([target], [...stages, ...environments], 'a stage or an environment');
  if (unknown !== undefined) return unknown;
  const isStage = stages.includes(target);
  return {
    stages: new Set(isStage ? [target] : []),
    environments: new Set(isStage ? [] : [target]),
  };
}
