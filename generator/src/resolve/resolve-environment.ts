// One environment with everything in its final form: parameters set, templates rendered, defaults merged, names made,
// references found.
import type { Fault } from '../diagnostics/fault.ts';
import { hasErrors } from '../diagnostics/fault.ts';
import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import type { AuthoredBase, AuthoredTown, Environment, Model, Pin } from '../validate/model.ts';
import type { Neighbours } from './addresses.ts';
import { connectTown } from './connect-town.ts';
import type { DraftTown } from './draft.ts';
import { explainMissing } from './explain-missing.ts';
import { type LayeredShop, mappingOf } from './layers.ts';
import { environmentParameters, townGates, type Values } from './parameters.ts';
import type { ShopReader } from './read-shop.ts';
import { renderObjects, resolveKingdom } from './resolve-kingdom.ts';
import { slugOf } from './resolve-names.ts';
import type { ResolvedEnvironment, ResolvedKingdom, ResolvedTown } from './resolved.ts';
import { type Context, plainContext } from './template-context.ts';
import { draftTown } from './town-in-environment.ts';

const NO_KINDS: Catalogue = { kinds: [], define: () => undefined };

/** What one environment is resolved with. */
export interface Surroundings {
  readonly model: Model;
  readonly environment: Environment;
  readonly reader: ShopReader;
  layersOf(town: AuthoredTown, base: AuthoredBase): LayeredShop[];
}

/** Resolves one environment, or only the wanted towns of it; a town with an error is left out. */
export function resolveEnvironment(
  around: Surroundings,
  wanted: ReadonlySet<string> | undefined,
): { environment: ResolvedEnvironment; faults: Fault[] } {
  return new Resolving(around).resolve(wanted);
}

class Resolving {
  readonly #around: Surroundings;
  readonly #base: AuthoredBase | undefined;
  readonly #inherited: Values;
  readonly #context: Context;
  readonly #kingdoms = new Map<string, { kingdom: ResolvedKingdom; faults: readonly Fault[] }>();
  readonly #drafts = new Map<string, { draft: DraftTown; faults: Fault[] } | undefined>();

  constructor(around: Surroundings) {
    const { model, environment } = around;
    this.#around = around;
    this.#base = model.bases.get(environment.document.base.version);
    this.#inherited = environmentParameters(model.pipeline, environment);
    const { name, stage, document, cluster } = environment;
    const suffix = document.suffix ?? '';
    this.#context = plainContext({
      environment: { name, stage, region: regionOf(name), suffix, parameters: this.#inherited },
      cluster: cluster.name,
    });
  }

  resolve(wanted: ReadonlySet<string> | undefined): { environment: ResolvedEnvironment; faults: Fault[] } {
    const faults: Fault[] = [];
    const towns = new Map<string, ResolvedTown>();
    const kingdoms = new Map<string, ResolvedKingdom>();
    const neighbours = this.#neighbours(wanted);
    for (const name of this.#names(wanted)) {
      const found = this.#draft(name);
      if (!found) continue;
      const { draft } = found;
      const { environment } = this.#around;
      const { faults: unconnected, whole } = connectTown({ town: draft, neighbours, environment });
      const own = this.#explain(draft, [...found.faults, ...unconnected]);
      const shared = this.#kingdoms.get(draft.kingdom.name)?.faults ?? [];
      faults.push(...own, ...(kingdoms.has(draft.kingdom.name) ? [] : shared));
      kingdoms.set(draft.kingdom.name, draft.kingdom);
      if (whole && !hasErrors(own)) towns.set(name, draft);
    }
    return { environment: { ...this.#facts(), kingdoms: inOrder(kingdoms), towns }, faults };
  }

  #explain({ name, version, pin }: DraftTown, faults: readonly Fault[]): readonly Fault[] {
    const town = this.#around.model.towns.get(name)?.get(version);
    return town && faults.length > 0 ? explainMissing(faults, town, townGates({ town, pin })) : faults;
  }

  #names(wanted: ReadonlySet<string> | undefined): string[] {
    const pinned = [...this.#around.environment.pins.keys()].sort();
    return wanted ? pinned.filter((name) => wanted.has(name)) : pinned;
  }

  #facts(): Omit<ResolvedEnvironment, 'kingdoms' | 'towns'> {
    const { environment } = this.#around;
    const { name, stage, file, cluster, document } = environment;
    const base = this.#base;
    return {
      name,
      slug: slugOf(name),
      stage,
      region: regionOf(name),
      suffix: document.suffix ?? '',
      file,
      cluster,
      base: {
        version: document.base.version,
        file: base?.file ?? '',
        format: base?.document.format ?? 0,
        policies: base?.document.policies ?? {},
        customKinds: base?.customKinds ?? NO_KINDS,
      },
    };
  }

  /** A pinned town by itself; undefined when it, its base or its kingdom has a fault that is reported already. */
  #draft(name: string): { draft: DraftTown; faults: Fault[] } | undefined {
    if (this.#drafts.has(name)) return this.#drafts.get(name);
    const made = this.#makeDraft(name);
    this.#drafts.set(name, made);
    return made;
  }

  #makeDraft(name: string): { draft: DraftTown; faults: Fault[] } | undefined {
    const { model, environment, reader, layersOf } = this.#around;
    const pin: Pin | undefined = environment.pins.get(name);
    const town = pin && model.towns.get(name)?.get(pin.document.version);
    const base = this.#base;
    const kingdom = town && base ? this.#kingdom(town.kingdom, base) : undefined;
    if (!pin || !town || !base || !kingdom) return undefined;
    const layered = layersOf(town, base);
    return draftTown({
      town,
      pin,
      environment,
      base,
      kingdom,
      layered,
      reader,
      context: this.#context,
      inherited: this.#inherited,
      images: model.releases.get(name)?.[town.version]?.images,
    });
  }

  #kingdom(name: string, base: AuthoredBase): ResolvedKingdom | undefined {
    const known = this.#kingdoms.get(name);
    if (known) return known.kingdom;
    const authored = base.kingdoms.get(name);
    if (!authored) return undefined;
    const bare = resolveKingdom(authored, base, this.#around.environment);
    const context = plainContext({
      ...this.#context,
      kingdom: name,
      namespace: bare.namespace,
      release: base.version,
    });
    const { objects, faults } = renderObjects(base.kingdomObjects, context);
    const kingdom = { ...bare, objects };
    this.#kingdoms.set(name, { kingdom, faults });
    return kingdom;
  }

  #neighbours(wanted: ReadonlySet<string> | undefined): Neighbours {
    const { environment, model } = this.#around;
    return {
      find: (town) => this.#draft(town)?.draft,
      declares: (town) => {
        const version = environment.pins.get(town)?.document.version ?? '';
        const authored = model.towns.get(town)?.get(version);
        const shops = Object.keys(mappingOf(authored?.document['shops']));
        return authored && { kingdom: authored.kingdom, shops };
      },
      isReported: (town) => wanted === undefined || wanted.has(town),
      isBroken: (town) => {
        if (!environment.pins.has(town)) return false;
        const found = this.#draft(town);
        return found === undefined || hasErrors(found.faults);
      },
      names: [...environment.pins.keys()].sort(),
      environment: environment.name,
    };
  }
}

/** `eastus` of `regions/eastus`; empty elsewhere. */
function regionOf(environment: string): string {
  return environment.startsWith('regions/') ? environment.slice(environment.lastIndexOf('/') + 1) : '';
}

function inOrder<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
