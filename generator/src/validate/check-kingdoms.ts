// A town stands in a kingdom that exists in the base of every environment that pins it, and that takes it.
import { fault } from '../diagnostics/fault.ts';
import type { Repository } from '../model/repository.ts';
import { quote } from './describe-value.ts';
import type { AuthoredBase, AuthoredTown, Environment } from './model.ts';
import { at, type Report } from './read-document.ts';
import { kingdomNames, unknownKingdom } from './validate-bases.ts';
import type { Towns } from './validate-towns.ts';

export interface Standing {
  readonly repository: Repository;
  readonly towns: Towns;
  readonly bases: ReadonlyMap<string, AuthoredBase>;
}

/** Checks each pair of a town's version and a base's version that some environment runs, once. */
export function checkKingdoms(environments: Iterable<Environment>, standing: Standing, report: Report): void {
  const seen = new Set<string>();
  for (const environment of environments) {
    const base = standing.bases.get(environment.document.base.version);
    if (!base) continue;
    for (const [name, pin] of environment.pins) {
      const town = standing.towns.get(name)?.get(pin.document.version);
      const pair = `${town?.file} ${base.version}`;
      if (!town || seen.has(pair)) continue;
      seen.add(pair);
      checkKingdom(town, { environment, base, repository: standing.repository }, report);
    }
  }
}

function checkKingdom(
  town: AuthoredTown,
  { environment, base, repository }: { environment: Environment; base: AuthoredBase; repository: Repository },
  report: Report,
): void {
  const place = at(town.file, ['kingdom']);
  const known = kingdomNames(repository, base.version);
  if (!known.has(town.kingdom)) {
    const { message, hint } = unknownKingdom(town.kingdom, known);
    const other = {
      place: at(environment.file, ['base', 'version']),
      label: 'the base that an environment runs it on',
    };
    report(fault('unknown-kingdom', message, place, { other, hint }));
    return;
  }
  const kingdom = base.kingdoms.get(town.kingdom);
  const allowed = kingdom?.document.towns;
  if (!kingdom || !Array.isArray(allowed) || allowed.includes(town.name)) return;
  const message = `the kingdom ${quote(town.kingdom)} does not take the town ${quote(town.name)}`;
  report(
    fault('town-not-allowed', message, place, {
      other: { place: at(kingdom.file, ['towns']), label: 'the towns that it takes' },
      hint: `ask ${kingdom.document.owner} to add it`,
    }),
  );
}
