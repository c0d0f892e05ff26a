// Environments that share a cluster keep out of each other's namespaces.
import { fault } from '../diagnostics/fault.ts';
import { quote } from './describe-value.ts';
import type { AuthoredBase, Environment } from './model.ts';
import { at, type Report } from './read-document.ts';

const LONGEST = 63;

/** The Namespace of a kingdom in an environment with this suffix. */
export function namespaceOf(kingdom: string, suffix: string | undefined): string {
  return `kingdom-of-${kingdom}${suffix ? `-${suffix}` : ''}`;
}

/** Reports namespaces that two environments of a cluster would share, and ones that are too long. */
export function checkNamespaces(
  environments: Iterable<Environment>,
  bases: ReadonlyMap<string, AuthoredBase>,
  report: Report,
): void {
  const taken = new Map<string, { environment: Environment; kingdom: string }>();
  const clashing = new Set<string>();
  for (const environment of environments) {
    const { suffix, base } = environment.document;
    const suffixPlace = at(environment.file, suffix === undefined ? ['environment'] : ['suffix']);
    for (const [kingdom, { file }] of bases.get(base.version)?.kingdoms ?? []) {
      const namespace = namespaceOf(kingdom, suffix);
      if (namespace.length > LONGEST) {
        const message = `the namespace ${quote(namespace)} has ${namespace.length} characters, expected at most ${LONGEST}`;
        report(fault('namespace-too-long', message, at(file, ['kingdom'])));
      }
      const key = `${environment.cluster.name}/${namespace}`;
      const before = taken.get(key);
      if (!before) {
        taken.set(key, { environment, kingdom });
        continue;
      }
      const pair = `${before.environment.name} ${environment.name}`;
      if (clashing.has(pair)) continue;
      clashing.add(pair);
      const message = `${quote(environment.name)} and ${quote(before.environment.name)} share the cluster ${environment.cluster.name} and the namespace ${quote(namespace)}`;
      report(
        fault('same-namespace', message, suffixPlace, {
          other: { place: at(before.environment.file, ['environment']), label: 'the other environment' },
          hint: `give one of them another suffix, such as suffix: ${environment.name.replaceAll('/', '-')}`,
        }),
      );
    }
  }
}
