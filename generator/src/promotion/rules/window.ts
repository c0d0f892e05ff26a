// Windows: when a promotion may enter a stage.
import { writeInstant } from '../../model/time.ts';
import { explainWindow } from '../windows/explain-window.ts';
import type { Rule } from './rule.ts';

export const window: Rule = {
  name: 'window-closed',
  expeditable: true,
  judge({ fleet, stage, now }) {
    const answer = explainWindow(fleet.windows, stage.name, now);
    if (answer.open) return [];
    const { reason, opensAt } = answer;
    const unlock =
      opensAt === undefined
        ? 'change the windows in environments/pipeline.yaml'
        : `wait until ${writeInstant(opensAt)}`;
    return [{ rule: 'window-closed', message: `${stage.name} is closed: ${reason}`, unlock, until: opensAt }];
  },
};
