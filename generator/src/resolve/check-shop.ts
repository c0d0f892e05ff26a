// What the fields of one shop must agree on, once its layers are merged: a kind that has the fields it is given, an image
// and a name of its own for every container, ports that lead somewhere.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import type { Shop, WorkloadKind } from '../validate/vocabulary/shop.ts';
import { checkAffinity } from './check-affinity.ts';
import { checkAmounts } from './check-amounts.ts';
import { checkContainers } from './check-containers.ts';
import { checkIds } from './check-ids.ts';
import { checkKind } from './check-kind.ts';
import { checkLifecycle } from './check-lifecycle.ts';
import { checkLookup } from './check-lookup.ts';
import { checkNodeSharing } from './check-node-sharing.ts';
import { checkPaths } from './check-paths.ts';
import { checkPorts } from './check-ports.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkSecurity } from './check-security.ts';
import { checkServiceFields } from './check-service.ts';
import { checkTolerations } from './check-tolerations.ts';
import { listContainers, type Named } from './containers.ts';
import type { Layer } from './layers.ts';

export interface ShopQuestion {
  readonly spec: Shop;
  readonly kind: WorkloadKind;
  readonly layers: readonly Layer[];
  placeOf(path: YamlPath, part?: 'key' | 'value'): Place;
}

/** Every fault of a shop by itself. */
export function checkShop(question: ShopQuestion): Fault[] {
  const containers = listContainers(question.spec);
  return [
    ...checkImages(containers, question),
    ...checkContainerNames(containers, question),
    ...checkScale(question),
    ...checkKind(question),
    ...checkSchedule(question),
    ...checkContainers(question),
    ...checkAmounts(question),
    ...checkLookup(question),
    ...checkAffinity(question),
    ...checkSecurity(question),
    ...checkIds(question),
    ...checkLifecycle(question),
    ...checkTolerations(question),
    ...checkNodeSharing(question),
    ...checkPorts(question),
    ...checkPaths(question),
    ...checkDirections(question),
    ...checkOwnService(question),
  ];
}

function checkImages(containers: readonly Named[], { placeOf }: ShopQuestion): Fault[] {
  return containers
    .filter(({ container }) => container.image === undefined)
    .map(({ name, path }) =>
      fault('missing-image', `${name} has no image, and no default gives it one`, placeOf(path, 'key'), {
        hint: 'add `image: name:tag`',
      }),
    );
}

/** The shop's own container is named by the shop's key; Kubernetes wants each name once in a pod. */
function checkContainerNames(containers: readonly Named[], { layers, placeOf }: ShopQuestion): Fault[] {
  const taken = new Map<string, Named>();
  return containers.flatMap((container) => {
    const name = String((container.path.length === 0 ? layers.at(-1)?.path : container.path)?.at(-1));
    const before = taken.get(name);
    taken.set(name, container);
    if (!before) return [];
    return [
      fault(
        'container-name-conflict',
        `${before.name} and ${container.name} would both be containers named "${name}"`,
        placeOf(container.path, 'key'),
        {
          other: { place: placeOf(before.path, 'key'), label: `${before.name} has the name too` },
          hint: 'give one of them another name',
        },
      ),
    ];
  });
}

/** Both in one layer is a contradiction; in two layers the upper one stands. */
function checkScale({ spec, layers }: ShopQuestion): Fault[] {
  if (spec.autoscale === undefined) return [];
  const both = layers.find(
    ({ value }) =>
      'replicas' in value &&
      'autoscale' in value &&
      value['autoscale'] !== 'none' &&
      value['replicas'] !== 'none',
  );
  if (!both) return [];
  const place = (key: string): Place => ({ file: both.file, path: [...both.path, key], part: 'key' });
  return [
    fault(
      'replicas-beside-autoscale',
      '`replicas` and `autoscale` both say how many pods there are',
      place('replicas'),
      {
        other: {
          place: place('autoscale'),
          label: 'the autoscaler would change the number that replicas sets back',
        },
        hint: 'take `replicas` out; `autoscale.min` is the number to start with',
      },
    ),
  ];
}

function checkOwnService({ spec: { service }, placeOf }: ShopQuestion): Fault[] {
  return service ? checkServiceFields(service, (path, part) => placeOf(['service', ...path], part)) : [];
}

function checkDirections({ spec, placeOf }: ShopQuestion): Fault[] {
  if (!spec.directions || !spec.mounts?.['/config']) return [];
  return [
    fault(
      'mount-conflict',
      'the directions are mounted at /config, and so is something else',
      placeOf(['mounts', '/config'], 'key'),
      {
        other: { place: placeOf(['directions'], 'key'), label: 'the directions' },
        hint: 'mount the other one elsewhere',
      },
    ),
  ];
}
