// pins/<town>.yaml files in, pins out: the town and version exist, and parameters and gates are ones it declares.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { EnvironmentFolder, InputFile, ReleasedFolder, Repository } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import { checkValue } from './check-parameters.ts';
import { checkVersion, RELEASE } from './check-version.ts';
import { type Checks, checkCheckNames } from './check-waivers.ts';
import { quote } from './describe-value.ts';
import { documentSchemas } from './document-schemas.ts';
import type { AuthoredTown, Pin } from './model.ts';
import { own } from './own.ts';
import { at, type Report, readDocument } from './read-document.ts';
import type { Stages } from './validate-pipeline.ts';
import type { Towns } from './validate-towns.ts';

export interface PinSurroundings extends Checks {
  readonly repository: Repository;
  readonly stages: Stages;
  readonly towns: Towns;
}

/** By environment, then by town: every pin that is well-formed and names a town that exists. */
export function validatePins(around: PinSurroundings, report: Report): Map<string, Map<string, Pin>> {
  const pinsOf = new Map<string, Map<string, Pin>>();
  for (const environment of around.repository.environments.values()) {
    const pins = new Map<string, Pin>();
    for (const [town, input] of environment.pins) {
      const pin = readPin(town, input, { ...around, environment }, report);
      if (pin) pins.set(town, pin);
    }
    pinsOf.set(environment.name, pins);
  }
  return pinsOf;
}

function readPin(
  town: string,
  input: InputFile,
  around: PinSurroundings & { environment: EnvironmentFolder },
  report: Report,
): Pin | undefined {
  const { repository, stages, towns, environment, checks } = around;
  const folder = repository.towns.get(town);
  const document = readDocument(documentSchemas.pin(), input, (...faults) =>
    report(...faults.map((found) => explainHotfix(found, folder, input))),
  );
  if (!document) return undefined;
  const { path: file } = input;
  checkName(
    { noun: 'town', name: town, file, fileOf: (name) => environment.pins.get(name)?.path },
    document.town,
    report,
  );
  if (!folder) {
    const hint = suggestHint(town, repository.towns.keys()) ?? `there is no towns/${town}`;
    report(fault('pin-without-town', `${quote(town)} is not a town`, at(file, ['town']), { hint }));
    return undefined;
  }
  const stage = stages.stageOf.get(environment.name);
  checkVersion(
    { version: document.version, what: town, known: folder.known, stage },
    at(file, ['version']),
    report,
  );
  checkCheckNames(document.waive, { file, path: ['waive'], checks }, report);
  const pin = { file, document };
  const pinned = towns.get(town)?.get(document.version);
  if (pinned) checkSettings(pin, pinned, [...(towns.get(town)?.values() ?? [])], report);
  return folder.known.has(document.version) ? pin : undefined;
}

/** The schema refuses the name of a hotfix as a version; where such a folder exists, that is the better answer. */
function explainHotfix(found: Fault, folder: ReleasedFolder | undefined, { value }: InputFile): Fault {
  const version = value?.['version'];
  const here = found.place?.path?.length === 1 && found.place.path[0] === 'version';
  if (!here || typeof version !== 'string' || !folder?.known.has(version) || RELEASE.test(version))
    return found;
  return fault('hotfix-pinned', `${quote(version)} is a hotfix that has no release yet`, found.place, {
    hint: 'release it as the next version first, and pin that',
  });
}

/** Parameters and gates of a pin: declared by the version that it pins, or kept for another that declares them. */
function checkSettings(
  pin: Pin,
  pinned: AuthoredTown,
  versions: readonly AuthoredTown[],
  report: Report,
): void {
  const { file, document } = pin;
  for (const [name, value] of Object.entries(document.parameters ?? {})) {
    const declaration = own(pinned.parameters, name);
    if (!declaration) {
      report(undeclared({ kind: 'parameter', name, file, pinned, versions }));
      continue;
    }
    const declared = at(pinned.file, ['parameters', name], 'key');
    checkValue(value, { name, declaration, place: at(file, ['parameters', name]), declared }, report);
  }
  for (const name of Object.keys(document.gates ?? {})) {
    if (!own(pinned.gates, name)) report(undeclared({ kind: 'gate', name, file, pinned, versions }));
  }
}

interface Undeclared {
  readonly kind: 'parameter' | 'gate';
  readonly name: string;
  readonly file: string;
  readonly pinned: AuthoredTown;
  readonly versions: readonly AuthoredTown[];
}

function undeclared({ kind, name, file, pinned, versions }: Undeclared): Fault {
  const field = kind === 'parameter' ? 'parameters' : 'gates';
  const place = at(file, [field, name], 'key');
  const message = `${quote(name)} is not a ${kind} of ${pinned.name} ${pinned.version}`;
  const owner = versions.find((version) => Object.hasOwn(version[field], name));
  if (owner) {
    return fault(`unused-${kind}`, `${message}, so it does nothing`, place, {
      severity: 'warning',
      other: { place: at(owner.file, [field, name], 'key'), label: `${owner.version} declares it` },
    });
  }
  return fault(`unknown-${kind}`, message, place, {
    hint: suggestHint(name, Object.keys(pinned[field])) ?? `declare it under ${field} in ${pinned.file}`,
  });
}
