// An environment's parameter stands in for a town's of the same name, so it must fit the town's declaration too.
import { checkValue } from './check-parameters.ts';
import type { Environment, Pipeline } from './model.ts';
import { own } from './own.ts';
import { at, type Report } from './read-document.ts';
import type { Towns } from './validate-towns.ts';

/** Checks what each environment hands to the towns that it pins. */
export function checkInheritedParameters(
  environments: Iterable<Environment>,
  { pipeline, towns }: { pipeline: Pipeline; towns: Towns },
  report: Report,
): void {
  for (const { file, document, pins } of environments) {
    const values = Object.entries(document.parameters ?? {});
    if (values.length === 0) continue;
    for (const [name, pin] of pins) {
      const town = towns.get(name)?.get(pin.document.version);
      if (!town) continue;
      for (const [parameter, value] of values) {
        const declaration = own(town.parameters, parameter);
        const here = own(pipeline.document.parameters, parameter);
        if (!declaration || !here || own(pin.document.parameters, parameter) !== undefined) continue;
        const declared = at(town.file, ['parameters', parameter], 'key');
        checkValue(
          value,
          { name: parameter, declaration, place: at(file, ['parameters', parameter]), declared },
          report,
        );
      }
    }
  }
}
