// Every rule of promotion: adding one is a file and a line here.
import { hold } from './hold.ts';
import { activeVersions, versionsBehind } from './limits.ts';
import { forward, order } from './order.ts';
import { barred, rejected } from './refused.ts';
import type { Rule } from './rule.ts';
import { soak } from './soak.ts';
import { window } from './window.ts';

export const rules: readonly Rule[] = [
  rejected,
  barred,
  forward,
  order,
  soak,
  window,
  hold,
  activeVersions,
  versionsBehind,
];
