// What to do about a name in a template that nobody knows: the name that was meant, or where to declare it.
import { suggestHint } from '../diagnostics/suggest.ts';
import { type Context, knownNames } from './template-context.ts';

/** One hint for a dotted name that is not known. */
export function hintName(unknown: string, context: Context): string {
  const names = knownNames(context);
  const near = suggestHint(unknown, names);
  if (near !== undefined) return near;
  const last = unknown.slice(unknown.lastIndexOf('.') + 1);
  const [meant, ...others] = names.filter((name) => name.endsWith(`.${last}`));
  if (meant !== undefined && others.length === 0) return `did you mean "${meant}"?`;
  if (unknown.startsWith('environment.parameters.'))
    return 'declare it under `parameters` of environments/pipeline.yaml';
  const declared = ['parameters', 'gates'].find(
    (field) => unknown.startsWith(`${field}.`) && field in context,
  );
  if (declared !== undefined) return `declare it under \`${declared}\` of the town`;
  return `a name starts with one of ${Object.keys(context).sort().join(', ')}`;
}
