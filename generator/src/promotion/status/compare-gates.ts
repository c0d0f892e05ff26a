// Which gates of each town are on in some environments and off in others.
import type { Model } from '../../validate/model.ts';
import type { GateDifference } from './status.ts';

/** The gates that differ, by town and gate; an environment whose version does not declare a gate is left out. */
export function compareGates(model: Pick<Model, 'towns' | 'environments' | 'pipeline'>): GateDifference[] {
  const order = model.pipeline.document.stages.flatMap(({ environments }) => environments);
  const found = new Map<string, { town: string; gate: string; on: string[]; off: string[] }>();
  for (const environment of order) {
    for (const [town, { document }] of model.environments.get(environment)?.pins ?? []) {
      const declared = model.towns.get(town)?.get(document.version)?.gates ?? {};
      for (const [gate, { default: unsaid }] of Object.entries(declared)) {
        const key = `${town} ${gate}`;
        const difference = found.get(key) ?? { town, gate, on: [], off: [] };
        found.set(key, difference);
        ((document.gates?.[gate] ?? unsaid) ? difference.on : difference.off).push(environment);
      }
    }
  }
  return [...found]
    .filter(([, { on, off }]) => on.length > 0 && off.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, difference]) => difference);
}
