// Labels and annotations, wherever people add some.
import { type Dialect, mapOf } from './dialect.ts';
import { LABEL_KEY, LABEL_VALUE } from './names.ts';

export const labelsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text(LABEL_VALUE)), description);

export const annotationsField = (d: Dialect, description: string) =>
  d.field(mapOf(LABEL_KEY, d.text()), description);
