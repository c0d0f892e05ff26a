// What is being explained: a value, the schema that refused it, and where both stand.
import type { z } from 'zod';
import type { Place, YamlPath } from '../diagnostics/fault.ts';

/** Where the values of a document come from. */
export interface Source {
  placeOf(path: YamlPath, part: 'key' | 'value'): Place;
  /** How a scalar is written there (`1.10`), where the text is at hand. */
  textOf?(path: YamlPath): string | undefined;
}

export interface Reading {
  /** The schema of the whole document: it knows where a misplaced field would belong. */
  readonly root: z.core.$ZodType;
  /** The whole document: what it declares is what a word may mean. */
  readonly document: unknown;
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** Where `value` stands in the document. */
  readonly path: YamlPath;
  readonly source: Source;
}
