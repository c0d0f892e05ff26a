// The hash that rolls pods when configuration changes. Invariant: it covers the data that a pod reads and nothing else
// (no labels, no version, no order of writing), so that only a changed value restarts anything.
import { hash } from 'node:crypto';
import type { ResolvedShop } from '../resolve/resolved.ts';
import { DIRECTIONS_FILE, nameDirections } from './directions.ts';
import type { TownContext } from './town-context.ts';

type Data = Readonly<Record<string, string>>;

/** SHA-256 (hex) of a ConfigMap's data and binaryData, as JSON with its keys in code-unit order. */
export function hashData(data: Data, binaryData: Data = {}): string {
  return hash('sha256', JSON.stringify([sortEntries(data), sortEntries(binaryData)]), 'hex');
}

/** SHA-256 (hex) over every ConfigMap that the pods of a shop read, or nothing when they read none. */
export function hashConfigs(shop: ResolvedShop, town: TownContext): string | undefined {
  const hashes = new Map<string, string>();
  if (shop.directions !== undefined) hashes.set(nameDirections(shop), hashDirections(shop.directions));
  for (const key of findConfigs(shop)) {
    const hash = town.configHash(key);
    if (hash !== undefined) hashes.set(town.configName(key), hash);
  }
  if (hashes.size === 0) return undefined;
  const sorted = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(sorted), 'hex');
}

function hashDirections(directions: string): string {
  return hashData({ [DIRECTIONS_FILE]: directions });
}

/** The keys of the configs that any container of the shop mounts or takes its environment from. */
function findConfigs({ spec }: ResolvedShop): Set<string> {
  const keys = new Set<string>();
  for (const container of [spec, ...Object.values(spec.sidecars ?? {}), ...Object.values(spec.init ?? {})]) {
    const mounts = Object.values(container.mounts ?? {});
    const projected = mounts.flatMap((source) => ('projected' in source ? source.projected : []));
    const env = Object.values(container.env ?? {});
    for (const source of [...mounts, ...projected, ...(container.envFrom ?? []), ...env]) {
      if (typeof source === 'object' && 'config' in source) keys.add(source.config);
    }
  }
  return keys;
}

function sortEntries(data: Data): [string, string][] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}
