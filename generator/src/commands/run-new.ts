// Scaffolds a town with its pin in the first stage, or adds a shop to a town that is there.
import { join } from 'node:path';
import { ruleCodes } from '../check/rules.ts';
import { loadRepository } from '../load/load-repository.ts';
import { readIfThere } from '../load/read-if-there.ts';
import { RELEASE } from '../validate/check-version.ts';
import type { Model } from '../validate/model.ts';
import { validate } from '../validate/validate.ts';
import { NAME } from '../validate/vocabulary/names.ts';
import { makeFolder } from '../write/copy-folder.ts';
import { writeNewFiles } from '../write/write-new-files.ts';
import { addShop } from './add-shop.ts';
import type { CommandInput, CommandOutcome, RunCommand } from './command.ts';
import { modeline } from './modeline.ts';
import { findUnknown } from './promotion/promotion-options.ts';
import { wrongUse } from './wrong-use.ts';

const IMAGE = 'docker.io/nginxinc/nginx-unprivileged:1.29-alpine';

export const runNew: RunCommand = (input): CommandOutcome => {
  const [what, name = '', version] = input.arguments;
  if (what === 'hotfix') return newHotfix(input.root, name, version);
  if (what === 'town') return newTown(name, input);
  if (what === 'shop') return newShop(name, input);
  return wrongUse(`"${what ?? ''}" cannot be made: a town, a shop or a hotfix can`);
};

function newTown(name: string, { root, options }: CommandInput): CommandOutcome {
  if (!NAME.pattern.test(name)) return wrongUse(`"${name}" is not ${NAME.expected}`);
  const model = readModel(root);
  if (readIfThere(join(root, 'towns', name, 'current', 'town.yaml')) !== undefined) {
    return wrongUse(`There is a town ${name} already`);
  }
  const kingdoms = new Map([...model.bases.values()].flatMap((base) => [...base.kingdoms]));
  const said = typeof options['kingdom'] === 'string' ? options['kingdom'] : undefined;
  const kingdom = said ?? (kingdoms.size === 1 ? [...kingdoms.keys()][0] : undefined);
  const known = [...kingdoms.keys()].sort().join(', ');
  if (kingdom === undefined) return wrongUse(`Say which kingdom with --kingdom: ${known}`);
  const found = kingdoms.get(kingdom);
  if (!found) return wrongUse(`"${kingdom}" is not a kingdom; there are: ${known}`);
  const owner = typeof options['owner'] === 'string' ? options['owner'] : found.document.owner;
  const image = typeof options['image'] === 'string' ? options['image'] : IMAGE;
  const path = `towns/${name}/current/town.yaml`;
  const files = new Map([[path, townText({ name, kingdom, owner, image, path, root })]]);
  for (const environment of model.pipeline.document.stages[0]?.environments ?? []) {
    const pin = `environments/${environment}/pins/${name}.yaml`;
    files.set(pin, `${modeline('pin', pin, root)}town: ${name}\nversion: current\n`);
  }
  writeNewFiles(root, files);
  return made(files.keys(), 'townhall render');
}

function newShop(address: string, { root, options }: CommandInput): CommandOutcome {
  const [town = '', shop = '', ...rest] = address.split('/');
  if (rest.length > 0 || !NAME.pattern.test(town) || !NAME.pattern.test(shop)) {
    return wrongUse(`"${address}" is not a new shop's address: write town/shop, each ${NAME.expected}`);
  }
  const path = `towns/${town}/current/town.yaml`;
  const text = readIfThere(join(root, path));
  if (text === undefined) return wrongUse(`There is no ${path}; townhall new town ${town} makes it`);
  const image = typeof options['image'] === 'string' ? options['image'] : IMAGE;
  const added = addShop(text, shop, image);
  if (typeof added !== 'string') return wrongUse(added.problem);
  writeNewFiles(root, new Map([[path, added]]), { replace: true });
  return made([path], 'townhall render');
}

/** Copies a release to a folder of its own, where people may change it. */
function newHotfix(root: string, town: string, version = ''): CommandOutcome {
  const { repository } = loadRepository(root, { everything: true });
  const unknown = findUnknown([town], [...repository.towns.keys()], 'a town of this repository');
  if (unknown !== undefined) return wrongUse(unknown);
  const versions = repository.towns.get(town)?.versions;
  const releases = [...(versions?.keys() ?? [])].filter((known) => RELEASE.test(known));
  const found = releases.includes(version) ? versions?.get(version) : undefined;
  if (!found) return wrongUse(`Say which release of ${town} the hotfix starts from: ${releases.join(', ')}`);
  const folder = `towns/${town}/${version}-hotfix`;
  if (versions?.has(`${version}-hotfix`)) return wrongUse(`There is a folder ${folder} already`);
  makeFolder(root, folder, found.bytes);
  const files = [...found.bytes.keys()].map((path) => `${folder}/${path}`);
  return made(files, `commit, and townhall release ${town} --from ${version}-hotfix`);
}

/** What can be read of the repository; its faults are for render to report. */
function readModel(root: string): Model {
  return validate(loadRepository(root, {}).repository, { checks: ruleCodes }).model;
}

function made(paths: Iterable<string>, next: string): CommandOutcome {
  const list = [...paths];
  return { exit: 0, text: `${list.join('\n')}\nNext: edit, then ${next}\n`, result: { files: list } };
}

interface TownWords {
  readonly name: string;
  readonly kingdom: string;
  readonly owner: string;
  readonly image: string;
  readonly path: string;
  readonly root: string;
}

function townText({ name, kingdom, owner, image, path, root }: TownWords): string {
  return `${modeline('town', path, root)}town: ${name}
kingdom: ${kingdom}
owner: ${owner}
shops:
  web:
    image: ${JSON.stringify(image)}
    replicas: 1
    ports: { http: 8080 }
    service: { ports: { http: 80 } }
    probes:
      ready: { http: /, port: http }
`;
}
