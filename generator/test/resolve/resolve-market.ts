// Resolves the small repository of the validation tests with another town file, and prints faults as one line each.
import type { Fault } from '../../src/diagnostics/fault.ts';
import { createResolver } from '../../src/resolve/create-resolver.ts';
import type { ResolvedEnvironment, ResolvedShop } from '../../src/resolve/resolved.ts';
import { validate } from '../../src/validate/validate.ts';
import { type Files, MARKET, makeRepository, townText } from '../validate/make-repository.ts';

export interface Outcome {
  readonly environment: ResolvedEnvironment;
  /** `code file:path: message | hint`. */
  readonly faults: string[];
}

/** Resolves `staging` with these lines added to the market's town file, and these files over the others. */
export function resolveMarket(town: string, files: Files = {}, environment = 'staging'): Outcome {
  const repository = makeRepository({
    ...MARKET,
    'towns/market/current/town.yaml': townText(town),
    ...files,
  });
  const { model, faults: invalid } = validate(repository, { checks: new Set() });
  const found = model.environments.get(environment);
  if (!found) throw new Error(`no environment ${environment}: ${invalid.map(describe).join('; ')}`);
  const { environment: resolved, faults } = createResolver(model).resolve(found, {});
  return { environment: resolved, faults: [...invalid, ...faults].map(describe) };
}

/** A shop of the market. */
export function shopOf({ environment, faults }: Outcome, key: string): ResolvedShop {
  const shop = environment.towns.get('market')?.shops.get(key);
  if (!shop) throw new Error(`no shop ${key}: ${faults.join('; ')}`);
  return shop;
}

function describe({ code, place, message, hint }: Fault): string {
  const path = place?.path?.join('.') ?? '';
  return `${code} ${place?.file}:${path}: ${message}${hint === undefined ? '' : ` | ${hint}`}`;
}
