// The real kubeconform over rendered folders, with the embedded schemas: a second opinion by other people's code. It
// needs a program and a temporary folder, so it is only loaded when somebody asks for it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Catalogue } from '../../kubernetes/schemas/schema.ts';
import { isObject } from '../../model/json.ts';
import { exportSchemas, SCHEMA_LOCATION } from './export-schemas.ts';

/** The version that scripts/install-kubeconform installs. */
export const KUBECONFORM_VERSION = 'v0.7.0';

export interface KubeconformFinding {
  /** From the repository's root. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly message: string;
  /** The rendered field, where kubeconform names one. */
  readonly field: readonly (string | number)[] | undefined;
}

export interface KubeconformResult {
  readonly findings: readonly KubeconformFinding[];
  readonly valid: number;
  readonly version: string;
}

/** The program to start: the one that is named, that was installed for this repository, or that is on the PATH. */
export function findKubeconform(
  root: string,
): { readonly program: string; readonly version: string } | undefined {
  const own = join(root, 'node_modules', '.cache', 'townhall', 'bin');
  const env = { ...process.env, PATH: `${own}${delimiter}${process.env['PATH'] ?? ''}` };
  const program = process.env['TOWNHALL_KUBECONFORM'] ?? 'kubeconform';
  const { status, stdout } = spawnSync(program, ['-v'], { env, encoding: 'utf8' });
  return status === 0 ? { program, version: stdout.trim() } : undefined;
}

/** Runs kubeconform over files of one Kubernetes minor version each; what is not valid is a finding, skipped files too. */
export function runKubeconform(
  root: string,
  files: ReadonlyMap<string, readonly string[]>,
  custom: readonly Catalogue[] = [],
): KubeconformResult | undefined {
  const found = findKubeconform(root);
  if (!found) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'townhall-kubeconform-'));
  try {
    const findings: KubeconformFinding[] = [];
    let valid = 0;
    for (const [minor, paths] of files) {
      exportSchemas(folder, minor, custom);
      for (const resource of validateFiles({ root, folder, minor, program: found.program }, paths)) {
        if (resource['status'] === 'statusValid') valid++;
        else findings.push(...readFindings(resource));
      }
    }
    return { findings, valid, version: found.version };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly root: string;
  readonly folder: string;
  readonly minor: string;
  readonly program: string;
}

/** Command lines have an end; this many files are far from it. */
const FILES_PER_RUN = 500;

function validateFiles(
  { root, folder, minor, program }: Run,
  paths: readonly string[],
): Record<string, unknown>[] {
  const resources: Record<string, unknown>[] = [];
  const own = join(root, 'node_modules', '.cache', 'townhall', 'bin');
  const env = { ...process.env, PATH: `${own}${delimiter}${process.env['PATH'] ?? ''}` };
  for (let start = 0; start < paths.length; start += FILES_PER_RUN) {
    const some = paths.slice(start, start + FILES_PER_RUN);
    const args = [
      '-strict',
      '-verbose',
      '-output',
      'json',
      '-kubernetes-version',
      `${minor}.0`,
      '-schema-location',
      `${folder}/${SCHEMA_LOCATION}`,
      ...some,
    ];
    const { stdout, stderr, error } = spawnSync(program, args, {
      cwd: root,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error) throw error;
    const parsed: unknown = stdout.trim() === '' ? undefined : JSON.parse(stdout);
    const list = isObject(parsed) ? parsed['resources'] : undefined;
    if (!Array.isArray(list))
      throw new Error(`kubeconform said nothing that can be read: ${stderr.slice(0, 500)}`);
    resources.push(...list.filter(isObject), ...missing(some, list.filter(isObject)));
  }
  return resources;
}

/** A file without any resource is left out of kubeconform's list; here it must not look valid. */
function missing(
  paths: readonly string[],
  resources: readonly Record<string, unknown>[],
): Record<string, unknown>[] {
  const seen = new Set(resources.map(({ filename }) => filename));
  return paths
    .filter((path) => !seen.has(path))
    .map((filename) => ({ filename, status: 'statusEmpty', msg: 'the file holds no object' }));
}

/** Every reason that a resource is not valid; kubeconform puts all of them into one text. */
function readFindings({ filename, kind, name, msg, status }: Record<string, unknown>): KubeconformFinding[] {
  const about = { path: String(filename), kind: String(kind ?? ''), name: String(name ?? '') };
  const said = typeof msg === 'string' ? msg : '';
  const reasons = [...said.matchAll(/ - at '([^']*)': (.*?)(?= - at '|$)/gs)]
    .map(([, pointer = '', message = '']) => ({ field: stepsOf(pointer), message: message.trim() }))
    // What is above a reason failed because of it, and says no more.
    .filter(({ message }) => message !== 'validation failed');
  if (reasons.length > 0) return reasons.map((reason) => ({ ...about, ...reason }));
  const empty = said === '' && (status === '' || status === 'statusEmpty');
  return [
    {
      ...about,
      field: undefined,
      message: empty ? 'the file holds no object' : said || `it was not checked (${String(status)})`,
    },
  ];
}

function stepsOf(pointer: string): (string | number)[] {
  const steps = pointer.split('/').filter((step) => step !== '');
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}
