// The faults that the step "write" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const writeFaults = {
  'foreign-file': {
    rule: 'A generated folder holds only what townhall wrote.',
    why: 'A reconciler applies every file it finds there, also one that nobody reviewed as input.',
    fix: 'Move the file out; what every town needs belongs in base/current/town/.',
  },
  'tree-stale': {
    rule: 'A committed tree is what its inputs render to.',
    why: 'What runs must be what was reviewed.',
    fix: 'Run townhall render and commit the result; a change made by hand belongs in the town file.',
  },
  'tree-missing': {
    rule: 'Every rendered file is committed.',
    why: 'A reconciler applies what is in the repository, not what could be rendered.',
    fix: 'Run townhall render and commit the result.',
  },
  'tree-leftover': {
    rule: 'A file that nothing renders any more is removed.',
    why: 'A reconciler would go on applying it.',
    fix: 'Run townhall render and commit the result.',
  },
} as const satisfies Record<string, FaultPage>;
