// Names of files and folders that every machine and every reconciler can take.
import { type Fault, fault } from '../diagnostics/fault.ts';
import { HIDDEN_CHARACTER } from '../diagnostics/frame-escape.ts';

const LONGEST_PATH = 200;
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const REFUSED_BY_WINDOWS = /[\\:*?"<>|]|[. ]$/;

/** What is wrong with the name of a file or folder; `twin` is a sibling whose name differs only in case. */
export function checkFileName(path: string, name: string, twin: string | undefined): Fault | undefined {
  const place = { file: path };
  if (name.includes('\ufffd')) {
    return fault('not-utf8', 'the name is not UTF-8', place, { hint: 'rename it' });
  }
  if (HIDDEN_CHARACTER.test(name) || /[\n\t]/.test(name) || REFUSED_BY_WINDOWS.test(name)) {
    return fault('file-name', 'the name holds a character that some systems refuse', place, {
      hint: 'rename it',
    });
  }
  if (path.length > LONGEST_PATH) {
    const message = `the path has ${path.length} characters; the limit is ${LONGEST_PATH}`;
    return fault('path-too-long', message, place, { hint: 'shorten a name' });
  }
  if (twin !== undefined) {
    return fault('same-name', `"${name}" and "${twin}" differ only in case`, place, {
      hint: 'rename one of them',
    });
  }
  return undefined;
}

/** What is wrong with a name that becomes part of Kubernetes names; `what` is such as "a town". */
export function checkName(path: string, name: string, what: string): Fault | undefined {
  if (NAME.test(name) && name.length <= 63) return undefined;
  const message = `"${name}" is no name for ${what}: expected at most 63 lower-case letters, digits and hyphens`;
  return fault('file-name', message, { file: path }, { hint: 'rename it' });
}
