// The product on one screen: read, validate, resolve, build, check, emit. Everything before the first write is a pure
// function of the files; what comes out is the whole wanted content of the generated folders, or the reasons why not.
import { buildKingdom } from './build/build-kingdom.ts';
import { buildTown } from './build/build-town.ts';
import { buildCluster } from './build/reconcilers/build-cluster.ts';
import { checkManifests, type Waiver } from './check/check-environment.ts';
import { ClusterIdentities } from './check/check-identity.ts';
import type { PlaceOf } from './check/rule.ts';
import { ruleCodes } from './check/rules.ts';
import { type Fault, fault, hasErrors } from './diagnostics/fault.ts';
import { emitManifest } from './emit/emit-manifest.ts';
import { loadRepository } from './load/load-repository.ts';
import { NO_OVERLAY, type OverlayFiles } from './load/overlay.ts';
import { locateField } from './locate-field.ts';
import type { Manifest, OutputFile } from './model/manifest.ts';
import { createResolver, type Resolver } from './resolve/create-resolver.ts';
import type { ResolvedEnvironment } from './resolve/resolved.ts';
import { ownedBy, type Selection, selectEnvironments, selectFaults, selectFiles } from './selection.ts';
import type { Cluster, Environment, Model } from './validate/model.ts';
import { validate } from './validate/validate.ts';

export interface RenderRequest {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly selection: Selection;
  /** Reads and verifies every frozen release, not only the pinned ones. */
  readonly everything: boolean;
  /** Files that stand in for those on disk: what would be rendered after a change. */
  readonly overlay?: OverlayFiles;
}

export interface Rendering {
  readonly faults: readonly Fault[];
  /** The texts that faults point into. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly OutputFile[];
  /** The folders (and, for a selection, single files) that `files` is the whole content of. */
  readonly owned: readonly string[];
  readonly waivers: readonly Waiver[];
  readonly environments: readonly string[];
  readonly towns: readonly string[];
  readonly objects: number;
  /** By path of a file: the Kubernetes version that will receive it; files of SOPS are left out. */
  readonly kubernetesOf: ReadonlyMap<string, string>;
  readonly model: Model;
}

/** Renders a repository in memory; nothing is written, and the disk is only read. */
export function renderRepository(request: RenderRequest): Rendering {
  const { selection } = request;
  const { loaded, model, faults: invalid } = readRepository(request);
  const wanted = selectEnvironments(model, selection);
  const work = new Work(createResolver(model), selection);
  work.faults.push(...loaded.faults, ...invalid, ...wanted.faults);
  for (const [cluster, environments] of byCluster(wanted.environments))
    work.renderCluster(cluster, environments);
  if (!hasErrors(work.faults)) work.faults.push(...wanted.environments.flatMap(emptyEnvironment));
  const { faults, waivers, files, towns } = work;
  return {
    faults: selectFaults(faults, selection),
    texts: loaded.repository.texts,
    files: selectFiles(files, selection),
    owned: ownedBy(wanted.environments, files, selection),
    waivers,
    environments: wanted.environments.map(({ name }) => name),
    towns: [...towns].sort(),
    objects: files.length,
    kubernetesOf: work.kubernetesOf,
    model,
  };
}

/** Faults that another version of a town may clear: a pin keeps the parameters and gates that a rollback would need. */
const OF_OTHER_VERSIONS: ReadonlySet<string> = new Set(['unknown-parameter', 'unknown-gate']);

/** Reads what runs; and every version, when only that can tell whether a name is known. */
function readRepository({ root, everything, overlay = NO_OVERLAY }: RenderRequest) {
  const loaded = loadRepository(root, { everything, overlay });
  const { model, faults } = validate(loaded.repository, { checks: ruleCodes });
  if (everything || !faults.some(({ code }) => OF_OTHER_VERSIONS.has(code))) return { loaded, model, faults };
  const whole = loadRepository(root, { everything: true, overlay });
  return { loaded: whole, ...validate(whole.repository, { checks: ruleCodes }) };
}

/** Clusters in the order of their names, each with the wanted environments that run on it. */
function byCluster(environments: readonly Environment[]): Map<Cluster, Environment[]> {
  const clusters = new Map<Cluster, Environment[]>();
  const named = [...environments].sort((a, b) => (a.cluster.name < b.cluster.name ? -1 : 1));
  for (const environment of named) {
    clusters.set(environment.cluster, [...(clusters.get(environment.cluster) ?? []), environment]);
  }
  return clusters;
}

/** One run: what has come out so far. Manifests are let go as soon as they are text. */
class Work {
  readonly faults: Fault[] = [];
  readonly waivers: Waiver[] = [];
  readonly files: OutputFile[] = [];
  readonly towns = new Set<string>();
  readonly kubernetesOf = new Map<string, string>();
  readonly #resolver: Resolver;
  readonly #selection: Selection;

  constructor(resolver: Resolver, selection: Selection) {
    this.#resolver = resolver;
    this.#selection = selection;
  }

  renderCluster(cluster: Cluster, environments: readonly Environment[]): void {
    const identities = new ClusterIdentities();
    const { towns: named } = this.#selection;
    const towns = named === undefined ? {} : { towns: new Set(named) };
    const resolved = environments.map((environment) => {
      const { environment: result, faults } = this.#resolver.resolve(environment, towns);
      this.faults.push(...faults);
      this.#renderEnvironment(result, identities);
      return result;
    });
    const { manifests, faults } = buildCluster(cluster, resolved);
    this.faults.push(...faults);
    const [environment] = resolved;
    if (environment) this.#finish(manifests, environment, identities);
  }

  #renderEnvironment(environment: ResolvedEnvironment, identities: ClusterIdentities): void {
    for (const kingdom of environment.kingdoms.values()) {
      const { manifests, faults } = buildKingdom(kingdom, environment);
      this.faults.push(...faults);
      this.#finish(manifests, environment, identities);
    }
    for (const town of environment.towns.values()) {
      const { manifests, faults } = buildTown(town, environment);
      this.faults.push(...faults);
      if (manifests.length === 0) this.faults.push(emptyTown(town.name, environment.name, town.pin.file));
      this.towns.add(town.name);
      this.#finish(manifests, environment, identities);
    }
  }

  /** Checks manifests and keeps their text. */
  #finish(
    manifests: readonly Manifest[],
    environment: ResolvedEnvironment,
    identities: ClusterIdentities,
  ): void {
    const placeOf: PlaceOf = (manifest, field) =>
      locateField({ manifest, field, environment, resolver: this.#resolver });
    const { faults, waivers } = checkManifests(manifests, environment, placeOf);
    this.faults.push(...faults, ...identities.add(manifests, environment.name));
    this.waivers.push(...waivers);
    if (hasErrors(faults)) return;
    for (const manifest of manifests) {
      this.files.push(emitManifest(manifest));
      // A Secret with what SOPS keeps for itself is no Secret before it was decrypted.
      if (manifest.text === undefined) this.kubernetesOf.set(manifest.path, manifest.kubernetes);
    }
  }
}

function emptyTown(town: string, environment: string, pin: string): Fault {
  return fault(
    'empty-town',
    `${town} renders to nothing in ${environment}`,
    { file: pin, path: ['town'] },
    {
      hint: 'give it a shop, or take it out with `retired: { reason, owner }` in the pin',
    },
  );
}

function emptyEnvironment({ name, file, pins }: Environment): Fault[] {
  if (pins.size > 0) return [];
  return [
    fault(
      'empty-environment',
      `${name} pins no town, so it would render to nothing`,
      { file, path: ['environment'] },
      { hint: `pin a town: environments/${name}/pins/<town>.yaml` },
    ),
  ];
}
