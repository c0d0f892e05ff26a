// Tolerations, which stand in Kubernetes' own form: members that Kubernetes takes only together, or not together.
import type { Fault } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';

/** Every fault of the tolerations of a shop. */
export function checkTolerations(question: ShopQuestion): Fault[] {
  return (question.spec.tolerations ?? []).flatMap((toleration, index) =>
    checkToleration(toleration, index, question),
  );
}

function checkToleration(
  { key, operator = 'Equal', value, effect, tolerationSeconds }: Readonly<Record<string, unknown>>,
  index: number,
  question: ShopQuestion,
): Fault[] {
  const at = (field: string) => ['tolerations', index, field];
  const faults: Fault[] = [];
  if (operator === 'Exists' && value) {
    const message = `\`operator: Exists\` bears every value of the taint, and "${value}" is one`;
    const said = { path: at('value'), against: at('operator'), label: 'every value' };
    faults.push(
      conflict(question, message, { ...said, hint: 'take `value` out, or write `operator: Equal`' }),
    );
  }
  if (!key && operator !== 'Exists') {
    const message = 'this toleration names no taint, so it has nothing to compare';
    const hint = 'add the `key` of the taint, or write `operator: Exists` to bear every taint';
    faults.push(conflict(question, message, { path: ['tolerations', index], hint }));
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const message = 'only a taint that drives pods out, NoExecute, is borne for some seconds';
    const hint = 'write `effect: NoExecute`, or take `tolerationSeconds` out';
    faults.push(conflict(question, message, { path: at('tolerationSeconds'), hint }));
  }
  return faults;
}
