// A town in one environment, by itself: its parameters, gates, names and shops, before anything it connects to is known.
import type { Fault, Place } from '../diagnostics/fault.ts';
import { valueAt } from '../validate/choose-branch.ts';
import type { AuthoredBase, AuthoredTown, Environment, Pin } from '../validate/model.ts';
import { checkNames } from './check-named-entries.ts';
import { checkReferences } from './check-references.ts';
import type { DraftShop, DraftTown } from './draft.ts';
import type { LayeredShop } from './layers.ts';
import { parameterPlaces, townGates, townParameters, type Values } from './parameters.ts';
import type { ShopReader } from './read-shop.ts';
import { renderTexts, textsOf } from './render-texts.ts';
import type { Found } from './resolve-config.ts';
import { resolveEntries, resolveMap } from './resolve-entries.ts';
import { checkLength, checkServiceName, nameObject } from './resolve-names.ts';
import { resolveService } from './resolve-service.ts';
import type { ResolvedKingdom } from './resolved.ts';
import { type Context, plainContext } from './template-context.ts';

export interface TownQuestion {
  readonly town: AuthoredTown;
  readonly pin: Pin;
  readonly environment: Environment;
  readonly base: AuthoredBase;
  readonly kingdom: ResolvedKingdom;
  readonly layered: readonly LayeredShop[];
  readonly reader: ShopReader;
  /** `environment` and `cluster` of the templates' context. */
  readonly context: Context;
  readonly inherited: Values;
  /** What releases.yaml lists for the version; undefined for a working definition. */
  readonly images?: readonly string[] | undefined;
}

/** Resolves a town by itself. */
export function draftTown(question: TownQuestion): { draft: DraftTown; faults: Fault[] } {
  const { town, kingdom, inherited } = question;
  const { values: parameters, faults } = townParameters(question, inherited);
  // A parameter without a value makes every template that reads it wrong too; one fault says it all.
  if (faults.length > 0) return { draft: { ...emptyParts(question), shops: new Map() }, faults };
  const gates = townGates(question);
  const context = plainContext({
    ...question.context,
    town: town.name,
    kingdom: kingdom.name,
    namespace: kingdom.namespace,
    release: town.version,
    parameters,
    gates,
  });
  return new Drafting(question, context, gates).draft();
}

class Drafting {
  readonly #question: TownQuestion;
  readonly #context: Context;
  readonly #gates: Readonly<Record<string, boolean>>;
  readonly #faults: Fault[] = [];

  constructor(question: TownQuestion, context: Context, gates: Readonly<Record<string, boolean>>) {
    this.#question = question;
    this.#context = context;
    this.#gates = gates;
  }

  draft(): { draft: DraftTown; faults: Fault[] } {
    const { town } = this.#question;
    const context = this.#context;
    const asked = { ...this.#question, context, gates: this.#gates };
    const { entries, faults } = resolveEntries(asked);
    this.#faults.push(...faults);
    const labels = this.#take(renderTexts('labels', town, context)) ?? {};
    const annotations = this.#take(renderTexts('annotations', town, context)) ?? {};
    const parts = { ...emptyParts(this.#question), ...entries, labels, annotations };
    const shops = this.#draftShops(parts);
    const services = this.#draftServices({ shops, gatedOff: parts.gatedOff });
    this.#faults.push(...checkReferences({ shops, ...entries }), ...checkNames({ shops, ...entries }));
    const told = this.#faults.map((found) => this.#tellParameter(found));
    return { draft: { ...parts, services, shops }, faults: told };
  }

  #draftServices(around: Pick<DraftTown, 'shops' | 'gatedOff'>): DraftTown['services'] {
    const { town, layered } = this.#question;
    const declared = layered.map(({ key }) => key);
    const asked = { town, context: this.#context, gates: this.#gates };
    const found = resolveMap('services', asked, (entry) => resolveService(entry, { ...around, declared }));
    this.#faults.push(...found.faults);
    return found.values;
  }

  /** What is wrong with a value that a parameter gave is seen where the parameter was set. */
  #tellParameter(found: Fault): Fault {
    const { town, base } = this.#question;
    const { place, other } = found;
    if (!place?.path || other || found.code === 'bad-template' || found.code === 'unknown-template-name')
      return found;
    const document = place.file === base.file ? base.document : town.document;
    const [set] = parameterPlaces(valueAt(document, place.path), this.#question);
    return set ? { ...found, other: { place: set, label: 'the value comes from here' } } : found;
  }

  #take<T>({ value, faults }: Found<T>): T | undefined {
    this.#faults.push(...faults);
    return value;
  }

  #draftShops({ waive, gatedOff }: Parts): Map<string, DraftShop> {
    const shops = new Map<string, DraftShop>();
    for (const layered of this.#question.layered) {
      const { when } = layered.merged;
      if (typeof when === 'string' && !this.#gates[when]) {
        gatedOff.set(layered.key, when);
        continue;
      }
      const shop = this.#take(this.#draftShop(layered, waive));
      if (shop) shops.set(shop.key, shop);
    }
    return shops;
  }

  #draftShop(layered: LayeredShop, waive: Parts['waive']): Found<DraftShop> {
    const { key, kind } = layered;
    const { town, kingdom, reader } = this.#question;
    const context = Object.assign(Object.create(null), this.#context, { shop: key });
    const { spec, faults } = reader.read(layered, context, this.#gates);
    if (!spec) return { value: undefined, faults };
    const name = spec.name ?? nameObject(town, key);
    const place: Place = { file: town.file, path: ['shops', key], part: 'key' };
    const named: Place = spec.name === undefined ? place : { file: town.file, path: ['shops', key, 'name'] };
    const { service } = spec;
    const servicePlace: Place = { file: town.file, path: ['shops', key, 'service', 'name'] };
    const misnamed = [
      ...checkLength(name, kind, named),
      ...(service ? checkServiceName(service.name ?? name, service.name ? servicePlace : named) : []),
    ];
    const value: DraftShop = {
      key,
      town: town.name,
      name,
      namespace: kingdom.namespace,
      kind,
      spec,
      directions: undefined,
      calls: [],
      accepts: [],
      place,
      waive: { ...waive, ...spec.waive },
      layered,
    };
    return { value, faults: [...faults, ...misnamed] };
  }
}

/** A draft without its shops. */
interface Parts extends Omit<DraftTown, 'shops' | 'gatedOff'> {
  readonly gatedOff: Map<string, string>;
}

function emptyParts({ town, kingdom, pin, images }: TownQuestion): Parts {
  const { name, version, file, names, document } = town;
  return {
    name,
    kingdom,
    version,
    file,
    names,
    labels: {},
    annotations: {},
    configs: new Map(),
    externals: new Map(),
    secrets: new Map(),
    storages: new Map(),
    accounts: new Map(),
    services: new Map(),
    objects: [],
    patches: [],
    waive: { ...textsOf(document['waive']), ...pin.document.waive },
    pin,
    images,
    gatedOff: new Map(),
  };
}
