// The labels and annotations of a town, with their templates rendered.
import type { Place, YamlPath } from '../diagnostics/fault.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import type { AuthoredTown } from '../validate/model.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { annotationsField, labelsField } from '../validate/vocabulary/metadata.ts';
import { mappingOf } from './layers.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import type { Found } from './resolve-config.ts';
import type { Context } from './template-context.ts';

const FIELDS = {
  labels: labelsField(resolved, 'More labels of every object.'),
  annotations: annotationsField(resolved, 'Annotations of every object.'),
};

/** The labels or annotations of a town; read again only where a template has made them. */
export function renderTexts(
  field: 'labels' | 'annotations',
  town: AuthoredTown,
  context: Context,
): Found<Record<string, string>> {
  const written = mappingOf(town.document[field]);
  const slots = findTemplates(written);
  if (slots.length === 0) return { value: textsOf(written), faults: [] };
  const placeOf = (path: YamlPath, part: 'key' | 'value' = 'value'): Place => ({
    file: town.file,
    path: [field, ...path],
    part,
  });
  const { values, problems } = renderSlots(slots, context);
  if (problems.length > 0) return { value: undefined, faults: explainProblems(problems, context, placeOf) };
  const filled = fillSlots(written, slots, values);
  const read = FIELDS[field].safeParse(filled);
  if (read.success) return { value: read.data ?? {}, faults: [] };
  return { value: undefined, faults: explainIssues(FIELDS[field], filled, { placeOf }) };
}

/** A mapping of texts; the authored schema has let nothing else through. */
export function textsOf(value: Parameters<typeof mappingOf>[0]): Record<string, string> {
  return Object.fromEntries(Object.entries(mappingOf(value)).map(([key, text]) => [key, String(text)]));
}
