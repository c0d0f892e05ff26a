// What the security contexts of a shop say against themselves; they stand in Kubernetes' own form.
import type { Fault, YamlPath } from '../diagnostics/fault.ts';
import { isObject } from '../model/json.ts';
import type { ShopQuestion } from './check-shop.ts';
import { conflict } from './conflict.ts';
import { listContainers, type Named } from './containers.ts';

/** Every fault of the security contexts of a shop. */
export function checkSecurity(question: ShopQuestion): Fault[] {
  const pod = { name: 'the pod', context: question.spec.podSecurity, path: ['podSecurity'] };
  const contexts = listContainers(question.spec).map(({ name, container, path }) => ({
    name,
    context: container.security,
    path: [...path, 'security'],
  }));
  return [
    ...listContainers(question.spec).flatMap((container) => checkEscalation(container, question)),
    ...[pod, ...contexts].flatMap((context) => checkSeccomp(context, question)),
  ];
}

/** Who may do everything may also gain rights: Kubernetes wants that said. */
function checkEscalation({ name, container, path }: Named, question: ShopQuestion): Fault[] {
  const { privileged, allowPrivilegeEscalation, capabilities } = container.security ?? {};
  if (allowPrivilegeEscalation !== false) return [];
  const at = [...path, 'security'];
  const said = {
    against: [...at, 'allowPrivilegeEscalation'],
    label: 'this denies it more rights',
    hint: 'say `allowPrivilegeEscalation: true` beside it',
  };
  const added = isObject(capabilities) ? capabilities['add'] : undefined;
  const index = Array.isArray(added) ? added.indexOf(EVERYTHING) : -1;
  return [
    ...(privileged === true
      ? [
          conflict(question, `${name} is privileged, and may gain no rights`, {
            ...said,
            path: [...at, 'privileged'],
          }),
        ]
      : []),
    ...(index === -1
      ? []
      : [
          conflict(question, `${name} has ${EVERYTHING}, and may gain no rights`, {
            ...said,
            path: [...at, 'capabilities', 'add', index],
          }),
        ]),
  ];
}

/** The API server looks for this spelling alone. */
const EVERYTHING = 'CAP_SYS_ADMIN';

interface Context {
  readonly name: string;
  readonly context: Readonly<Record<string, unknown>> | undefined;
  readonly path: YamlPath;
}

/** Profiles of the node have a file, and others have none. */
function checkSeccomp({ name, context, path }: Context, question: ShopQuestion): Fault[] {
  return ['seccompProfile', 'appArmorProfile'].flatMap((field): Fault[] => {
    const profile = context?.[field];
    if (!isObject(profile)) return [];
    const { type, localhostProfile } = profile;
    if (typeof type !== 'string' || (type === 'Localhost') === (localhostProfile !== undefined)) return [];
    const at = [...path, field];
    if (localhostProfile === undefined) {
      const message = `${name} has a profile of the node, and does not say which`;
      const hint = 'add `localhostProfile`, or write `type: RuntimeDefault`';
      return [conflict(question, message, { path: [...at, 'type'], hint })];
    }
    const message = `${name} names a profile of the node, and asks for "${type}"`;
    const hint = 'write `type: Localhost`, or take `localhostProfile` out';
    return [
      conflict(question, message, { path: [...at, 'localhostProfile'], against: [...at, 'type'], hint }),
    ];
  });
}
