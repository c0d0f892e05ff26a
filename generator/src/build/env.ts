// Environment variables: texts, and references to what is known only in the cluster.
import type { V1EnvVar, V1EnvVarSource, V1ResourceFieldSelector } from '@kubernetes/client-node';
import type { EnvValue } from '../validate/vocabulary/container.ts';
import { keepDefined } from './keep-defined.ts';
import type { TownContext } from './town-context.ts';

/** One variable of a container. */
export function buildEnv(name: string, value: EnvValue, town: TownContext): V1EnvVar {
  return typeof value === 'string' ? { name, value } : { name, valueFrom: buildSource(value, town) };
}

function buildSource(value: Exclude<EnvValue, string>, town: TownContext): V1EnvVarSource {
  if ('config' in value) return { configMapKeyRef: { name: town.configName(value.config), key: value.key } };
  if ('secret' in value) return { secretKeyRef: { name: town.secretName(value.secret), key: value.key } };
  if ('field' in value) return { fieldRef: { fieldPath: value.field } };
  if ('resource' in value) {
    const { resource, container, divisor } = value;
    return {
      resourceFieldRef: keepDefined<V1ResourceFieldSelector>({
        containerName: container,
        resource,
        divisor: divisor === undefined ? undefined : String(divisor),
      }),
    };
  }
  throw new Error(`the address of ${value.to} should be text by now`);
}
