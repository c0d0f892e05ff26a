// How the pods of a shop are replaced, held against its kind: what only another kind can do, and amounts that would let
// no pod be replaced. What `defaults.shop` says to every kind is left unused by those that cannot do it.
import { type Fault, fault, type YamlPath } from '../diagnostics/fault.ts';
import type { ShopQuestion } from './check-shop.ts';

/** Every fault of a shop's strategy. */
export function checkStrategy(question: ShopQuestion): Fault[] {
  const { strategy } = question.spec;
  if (strategy === undefined || !isSaidOfKind('strategy', question)) return [];
  if (typeof strategy === 'string') return checkWord(strategy, question);
  return [...checkOtherKinds(strategy.rolling, question), ...checkAmounts(strategy.rolling, question)];
}

/** Whether the shop itself, or what its own kind gets, has the last word on a field. */
export function isSaidOfKind(
  field: string,
  { kind, layers }: Pick<ShopQuestion, 'kind' | 'layers'>,
): boolean {
  const [root, name] = layers.findLast(({ value }) => field in value)?.path ?? [];
  return root === 'shops' || name === kind;
}

type Rolling = Exclude<ShopQuestion['spec']['strategy'], string | undefined>['rolling'];

const at = (field: string): YamlPath => ['strategy', 'rolling', field];

function refuse(question: ShopQuestion, path: YamlPath, said: { what: string; hint: string }): Fault {
  const message = `${said.what}, and this shop is a ${question.kind}`;
  return fault('not-for-this-kind', message, question.placeOf(path), { hint: said.hint });
}

function checkWord(strategy: 'recreate' | 'on-delete', question: ShopQuestion): Fault[] {
  const { kind } = question;
  if (strategy === 'recreate' && (kind === 'statefulset' || kind === 'daemonset')) {
    const hint = 'write `on-delete`, or `rolling`';
    return [refuse(question, ['strategy'], { what: 'only a deployment is recreated', hint })];
  }
  if (strategy === 'on-delete' && kind === 'deployment') {
    const what = 'only the pods of a statefulset or a daemonset wait to be deleted';
    return [refuse(question, ['strategy'], { what, hint: 'write `recreate`, or `rolling`' })];
  }
  return [];
}

/** What another kind has of a rolling update. */
function checkOtherKinds({ surge, unavailable, partition }: Rolling, question: ShopQuestion): Fault[] {
  const { kind } = question;
  const faults: Fault[] = [];
  if (surge !== undefined && kind === 'statefulset') {
    const what = 'only a deployment or a daemonset has pods above its number';
    faults.push(refuse(question, at('surge'), { what, hint: 'take `surge` out' }));
  }
  if (partition !== undefined && kind !== 'statefulset') {
    const what = 'only a statefulset has a partition';
    faults.push(refuse(question, at('partition'), { what, hint: 'take `partition` out' }));
  }
  if (kind === 'daemonset' && isSome(surge) && isSome(unavailable)) {
    const what = 'only a deployment has both pods above and pods below its number during an update';
    faults.push(refuse(question, at('surge'), { what, hint: 'take out `surge` or `unavailable`' }));
  }
  return faults;
}

/** Zero is no amount where nothing else lets an update begin. */
function checkAmounts({ surge, unavailable }: Rolling, { kind, placeOf }: ShopQuestion): Fault[] {
  if (!isZero(unavailable)) return [];
  // A deployment's surge is a quarter unless said; a daemonset's is none, and a statefulset never has one.
  const begins = kind === 'deployment' ? !isZero(surge) : kind === 'daemonset' && isSome(surge);
  if (begins) return [];
  const message = 'no pod may be missing and none may be added, so an update could never begin';
  const hint =
    kind === 'statefulset' ? 'take `unavailable` out' : 'let `surge` or `unavailable` be at least 1';
  const other =
    surge === undefined ? {} : { other: { place: placeOf(at('surge')), label: 'none may be added' } };
  return [fault('values-conflict', message, placeOf(at('unavailable')), { hint, ...other })];
}

type Amount = string | number | undefined;

/** Said, and none. */
const isZero = (amount: Amount): boolean => amount !== undefined && Number.parseInt(String(amount), 10) === 0;

const isSome = (amount: Amount): boolean => amount !== undefined && !isZero(amount);
