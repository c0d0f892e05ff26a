// Names of towns, kingdoms, environments and clusters: what the file says is what its path says, no reserved words,
// and no two that differ by hyphens only.
import { fault } from '../diagnostics/fault.ts';
import { quote } from './describe-value.ts';
import { at, type Report } from './read-document.ts';

/** Words of `calls` and `accepts`, and the folder of the base. */
const CALL_WORDS = ['base', 'external', 'internet', 'ingress', 'anyone', 'kubernetes-api'];
/** Names that Windows keeps for devices: a checkout there would fail on `pins/aux.yaml`. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
/** File stems that kustomize, Argo CD or Flux read as their own. */
const TOOL_FILES = ['kustomization', 'chart'];

/** Why a name is taken, or nothing when it is free. */
export function whyReserved(name: string): string | undefined {
  if (CALL_WORDS.includes(name)) return 'has a meaning of its own in Townhall';
  if (TOOL_FILES.includes(name)) return 'is a file that the reconcilers read';
  return DEVICE.test(name) ? 'is the name of a device on Windows' : undefined;
}

export interface NamedFile {
  /** `town`, `kingdom`, `environment` or `cluster`: the field that holds the name. */
  readonly noun: string;
  /** The name that the path gives. */
  readonly name: string;
  readonly file: string;
  /** Where else the name in the file would belong, when there is such a place. */
  readonly fileOf?: (name: string) => string | undefined;
}

/** Whether the name in a file is that of its folder or file, and free. */
export function checkName({ noun, name, file, fileOf }: NamedFile, written: string, report: Report): void {
  const place = at(file, [noun]);
  if (written !== name) {
    const twin = fileOf?.(written);
    const message = `${noun} is ${quote(written)} here, and ${quote(name)} by its path`;
    report(
      fault('name-mismatch', message, place, {
        ...(twin !== undefined && {
          other: { place: at(twin, [noun]), label: `${quote(written)} is declared here` },
        }),
        hint: `write ${noun}: ${name}, or rename the ${file.includes(`/${name}.yaml`) ? 'file' : 'folder'}`,
      }),
    );
    return;
  }
  const reserved = name.split('/').map(whyReserved).find(Boolean);
  if (reserved)
    report(fault('reserved-name', `${quote(name)} ${reserved}, so it is no name of a ${noun}`, place));
}

/** Two names that are the same without hyphens and slashes. */
export function checkSimilarNames(noun: string, files: ReadonlyMap<string, string>, report: Report): void {
  const seen = new Map<string, string>();
  for (const name of [...files.keys()].sort()) {
    const folded = name.toLowerCase().replace(/[-_./]/g, '');
    const first = seen.get(folded);
    if (first === undefined) {
      seen.set(folded, name);
      continue;
    }
    report(
      fault(
        'similar-names',
        `the ${noun}s ${quote(first)} and ${quote(name)} differ by punctuation only`,
        at(files.get(name) ?? name, [noun]),
        {
          other: { place: at(files.get(first) ?? first, [noun]), label: `${quote(first)} is here` },
          hint: 'rename one of them',
        },
      ),
    );
  }
}
