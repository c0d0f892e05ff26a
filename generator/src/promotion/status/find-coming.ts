// Which versions are on their way to a next stage, how far each is with its soak, and what keeps it out.
import type { Instant } from '../../model/time.ts';
import { type Fleet, numberOf, type Pinned, type Stage, type Subject } from '../fleet.ts';
import { coversMove } from '../read-holds.ts';
import { explainWindow } from '../windows/explain-window.ts';
import { pinsIn } from './measure-limits.ts';
import type { Cell, Coming, Soak } from './status.ts';

export interface Setting {
  readonly fleet: Fleet;
  readonly now: Instant;
  /** Of the subject, by environment. */
  readonly cells: ReadonlyMap<string, Cell>;
}

/** Every version of a subject that the next stage does not run yet; neither `current` nor what was rejected. */
export function findComing(subject: Subject, setting: Setting): Coming[] {
  const pinning = setting.fleet.stages.filter((stage) => pinsIn(subject, stage).length > 0);
  return pinning.flatMap((to, index) => {
    const from = pinning[index - 1];
    const step = from === undefined ? findReleased(subject) : findRunning(subject, from, setting);
    return step === undefined ? [] : judgeStep(subject, { ...step, to }, setting);
  });
}

/** The newest release of a subject that is neither rejected nor removed. */
export function newestRelease({ releases }: Subject): string | undefined {
  return [...releases.values()]
    .filter(({ rejected, removed }) => rejected === undefined && !removed)
    .map(({ version }) => version)
    .sort(newestFirst)[0];
}

type Step = Pick<Coming, 'version' | 'from' | 'soak' | 'missing'>;

/** The newest release, while it runs nowhere. */
function findReleased(subject: Subject): Step | undefined {
  const version = newestRelease(subject);
  const releases = [...subject.pins.values()].filter((pin) => pin.version !== 'current');
  const older = (pin: Pinned) => version !== undefined && numberOf(pin.version) < numberOf(version);
  if (version === undefined || !releases.every(older)) return undefined;
  return { version, from: undefined, soak: { state: 'ready' }, missing: [] };
}

/** The newest version of a stage. */
function findRunning(subject: Subject, from: Stage, { cells }: Setting): Step | undefined {
  const running = pinsIn(subject, from).filter((pin) => pin.version !== 'current' && !pin.retired);
  const version = running.map((pin) => pin.version).sort(newestFirst)[0];
  if (version === undefined || subject.releases.get(version)?.rejected !== undefined) return undefined;
  const soaks = running
    .filter((pin) => pin.version === version)
    .flatMap((pin) => cells.get(pin.environment)?.soak ?? []);
  const missing = running.filter((pin) => pin.version !== version).map((pin) => pin.environment);
  return { version, from: from.name, soak: worstSoak(soaks), missing };
}

function judgeStep(
  subject: Subject,
  { to, ...step }: Step & { readonly to: Stage },
  { fleet, now }: Setting,
): Coming[] {
  const older = ({ version, retired }: Pinned) =>
    !retired &&
    (numberOf(version) < numberOf(step.version) || (version === 'current' && step.from === undefined));
  const wanting = pinsIn(subject, to).filter(older);
  if (wanting.length === 0) return [];
  const window = explainWindow(fleet.windows, to.name, now);
  const holds = fleet.holds.filter(({ until }) => until === undefined || until > now);
  const move = (pin: Pinned) => ({ subject: subject.name, stage: to.name, environment: pin.environment });
  return [
    {
      subject: subject.name,
      ...step,
      to: to.name,
      barred: wanting.filter((pin) => pin.barred.has(step.version)).map((pin) => pin.environment),
      closed: window.open ? undefined : { reason: window.reason, opensAt: window.opensAt },
      heldBy: holds
        .filter((hold) => wanting.some((pin) => coversMove(hold, move(pin))))
        .map(({ name }) => name),
    },
  ];
}

/** Unknown before soaking before ready: what is not known cannot be waited for. */
function worstSoak(soaks: readonly Soak[]): Soak {
  const unknown = soaks.find(({ state }) => state === 'unknown');
  if (unknown) return unknown;
  const left = soaks.flatMap((soak) => (soak.state === 'soaking' ? [soak.left] : []));
  return left.length > 0 ? { state: 'soaking', left: Math.max(...left) } : { state: 'ready' };
}

function newestFirst(a: string, b: string): number {
  return numberOf(b) - numberOf(a);
}
