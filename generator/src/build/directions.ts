// Where a shop finds its directions: one ConfigMap per shop, mounted for its main container alone.
import type { ResolvedShop } from '../resolve/resolved.ts';

export const DIRECTIONS_FILE = 'directions.json';
export const DIRECTIONS_PATH = '/config';

/** The name of the ConfigMap with a shop's directions. */
export function nameDirections({ name }: Pick<ResolvedShop, 'name'>): string {
  return `${name}-directions`;
}
