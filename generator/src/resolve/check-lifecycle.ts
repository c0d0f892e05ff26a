// What a container does after its start and before its end, which stands in Kubernetes' own form: no sleep is longer
// than the time that the pod gets to stop in.
import type { Fault } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { listContainers, type Named } from './containers.ts';

/** Seconds that a pod gets to stop in where its shop does not say. */
const GRACE_PERIOD = 30;

const HOOKS = { postStart: 'after its start', preStop: 'before it stops' } as const;

/** Every fault of the hooks of a shop's containers. */
export function checkLifecycle(question: ShopQuestion): Fault[] {
  return listContainers(question.spec)
    .filter(({ beside }) => beside)
    .flatMap((container) =>
      (['postStart', 'preStop'] as const).flatMap((hook) => [
        ...checkHandlers(hook, container, question),
        ...checkSleep(hook, container, question),
      ]),
    );
}

/** Kubernetes does one thing at a time there: nothing, or two, it refuses. */
function checkHandlers(
  hook: keyof typeof HOOKS,
  { name, container, path }: Named,
  question: ShopQuestion,
): Fault[] {
  const handler = container.lifecycle?.[hook];
  if (!isObject(handler)) return [];
  const [first, second] = Object.keys(handler);
  const at = [...path, 'lifecycle', hook];
  if (first === undefined) {
    const message = `${name} does nothing ${HOOKS[hook]}`;
    return [conflict(question, message, { path: at, hint: 'add `exec`, `httpGet` or `sleep`' })];
  }
  if (second === undefined) return [];
  const message = `${name} does one thing ${HOOKS[hook]}, not \`${first}\` and \`${second}\``;
  const said = { path: [...at, second], against: [...at, first], label: 'this one stands already' };
  return [conflict(question, message, { ...said, hint: 'take one of the two out' })];
}

function checkSleep(
  hook: keyof typeof HOOKS,
  { name, container, path }: Named,
  question: ShopQuestion,
): Fault[] {
  const seconds = findSleep(container.lifecycle?.[hook]);
  if (seconds === undefined) return [];
  const at = [...path, 'lifecycle', hook, 'sleep', 'seconds'];
  if (seconds < 0) {
    const message = `${name} cannot sleep ${seconds} seconds`;
    return [conflict(question, message, { path: at, hint: 'write 0 or more' })];
  }
  const { gracePeriod } = question.spec;
  const most = gracePeriod ?? GRACE_PERIOD;
  if (seconds <= most) return [];
  const unless = gracePeriod === undefined ? ' unless the shop says otherwise' : '';
  const message = `${name} sleeps ${seconds} seconds ${HOOKS[hook]}, and a pod gets ${most} to stop in${unless}`;
  const said = gracePeriod === undefined ? {} : { against: ['gracePeriod'], label: 'the time to stop in' };
  const hint = `let \`gracePeriod\` be more than ${seconds}, or sleep less`;
  return [conflict(question, message, { path: at, ...said, hint })];
}

function findSleep(handler: unknown): number | undefined {
  const sleep = isObject(handler) ? handler['sleep'] : undefined;
  const seconds = isObject(sleep) ? sleep['seconds'] : undefined;
  return typeof seconds === 'number' ? seconds : undefined;
}
