// Refusals and hazards as faults, at the line of the pin that would have changed.
import type { Hazard } from '../../compare/change.ts';
import { type Fault, fault, type Place } from '../../diagnostics/fault.ts';
import { locateRendered } from '../../locate-rendered.ts';
import { BASE, type Move, type Refusal } from '../../promotion/fleet.ts';
import type { PlannedMove } from '../../promotion/plan-promotion.ts';
import type { Model } from '../../validate/model.ts';
import type { Prepared } from './apply-change.ts';

/** One fault for each reason why a move may not be. */
export function explainRefusals(model: Model, { move, refusals }: PlannedMove): Fault[] {
  return refusals.map((refusal) => explainRefusal(model, move, refusal));
}

function explainRefusal(model: Model, move: Move, { rule, message, unlock }: Refusal): Fault {
  const what = `${move.subject} ${move.to} may not enter ${move.environment}`;
  return fault(rule, `${what}: ${message}`, placeOfPin(model, move), { hint: unlock });
}

/** The line that says the version; nothing where there is no pin yet. */
export function placeOfPin(model: Model, { subject, environment }: Move): Place | undefined {
  const found = model.environments.get(environment);
  if (subject === BASE) return found && { file: found.file, path: ['base', 'version'] };
  const pin = found?.pins.get(subject);
  return pin && { file: pin.file, path: ['version'] };
}

/** What a prepared change found: faults of files, and a fault for each hazard; an error where nobody accepted it. */
export function explainPrepared(
  { rendering, faults, hazards }: Prepared,
  accepted: ReadonlySet<string>,
): Fault[] {
  return [...faults, ...hazards.map((hazard) => explainHazard(hazard, { accepted, model: rendering.model }))];
}

function explainHazard(
  { code, refuses, message, safeWay, environment, cause }: Hazard,
  { accepted, model }: { accepted: ReadonlySet<string>; model: Model },
): Fault {
  const refused = refuses && !accepted.has(code);
  const where = environment === undefined ? '' : ` in ${environment}`;
  const hint = refused ? `${safeWay}; or go on with --accept ${code} --reason "…"` : safeWay;
  const place = cause && locateRendered(model, cause);
  return fault('hazard', `${code}: ${message}${where}`, place, {
    severity: refused ? 'error' : 'warning',
    hint,
  });
}
