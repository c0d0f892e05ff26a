// The faults of a command line against a repository, and of what a run would do to the trees.
import type { FaultPage } from './page.ts';

export const commandFaults = {
  'unknown-selection': {
    rule: '--env and --town name something that is there.',
    why: 'A misspelt name would render nothing and look clean.',
    fix: 'Name an environment by its path below environments/, and a town that is pinned there.',
  },
  'unpinned-tree': {
    rule: 'A town with a rendered tree has a pin, until it is retired.',
    why: 'Removing the tree of a running town by removing its pin would be an accident waiting for a merge.',
    fix: 'Bring the pin back and set `retired: { reason, owner }` in it; remove the pin in a later change.',
  },
  'suffix-changed': {
    rule: 'The suffix of an environment that has a tree does not change.',
    why: 'It would move every town to a new, empty namespace and leave the old one behind.',
    fix: 'Put the suffix back, or make a new environment beside this one.',
  },
} as const satisfies Record<string, FaultPage>;
