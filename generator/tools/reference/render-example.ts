// A town file in, what it renders to out: the objects of the town in the repository beside this file.
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { formatText } from '../../src/diagnostics/format-text.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { KubernetesObject } from '../../src/model/manifest.ts';
import { renderRepository } from '../../src/pipeline.ts';

const ROOT = join(import.meta.dirname, 'repository');

const rendered = new WeakMap<JsonObject, KubernetesObject[]>();

/** Renders the town in place of the market, once. An example with a fault is ours, so it ends the run with its message. */
export function renderTown(town: JsonObject): KubernetesObject[] {
  const known = rendered.get(town);
  if (known) return known;
  const fresh = renderAfresh(town);
  rendered.set(town, fresh);
  return fresh;
}

function renderAfresh(town: JsonObject): KubernetesObject[] {
  const name = String(town['town']);
  const overlay = new Map<string, string | undefined>([
    ['environments/staging/pins/market.yaml', undefined],
    [`environments/staging/pins/${name}.yaml`, `town: ${name}\nversion: current\n`],
    [`towns/${name}/current/town.yaml`, stringify(town)],
  ]);
  const { faults, texts, files } = renderRepository({
    root: ROOT,
    selection: {},
    everything: false,
    overlay,
  });
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(formatText({ faults: errors, texts, colour: false }));
  return files
    .filter(({ path }) => path.startsWith(`environments/staging/manifests/${name}/`))
    .map(({ text }): KubernetesObject => parse(text));
}
