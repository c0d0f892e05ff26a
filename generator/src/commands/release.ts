// `townhall release`: freeze a working definition as the next version.
import type { CommandSpec } from './command.ts';
import { nowOption } from './read-now.ts';

export const releaseCommand: CommandSpec = {
  name: 'release',
  arguments: [{ name: '[town]', description: 'the town, or `base`' }],
  summary: 'freeze the working definition as the next version',
  description:
    'Copies towns/<town>/current as the next vN and lists it in releases.yaml with its digest, date, notes and images. Refuses when nothing changed, when there are uncommitted changes, or when a check fails.',
  options: [
    { flags: '--from <folder>', description: 'freeze this folder, such as v1-hotfix, in place of current' },
    { flags: '--notes <text>', description: 'what the release brings; releases.yaml keeps it' },
    { flags: '--dry-run', description: 'run every check, write nothing' },
    { flags: '--prune', description: 'remove the folders of releases that no pin and no history names' },
    nowOption,
  ],
  examples: [
    ['townhall release simple-town --notes "Pods write their ledger"', 'towns/simple-town/v3 and its entry'],
    ['townhall release base', 'the base, and with it the format'],
    ['townhall release voting --from v1-hotfix', 'number a fix that `townhall new hotfix` began'],
    ['townhall release --prune', 'old folders go, their entries stay'],
  ],
  load: async () => (await import('./run-release.ts')).runRelease,
};
