// What each reconciler would read from the trees on disk, and the tools that are there.
import { reconcilerView } from '../build/reconcilers/read-view.ts';
import { ruleCodes } from '../check/rules.ts';
import { hasErrors } from '../diagnostics/fault.ts';
import { findTools } from '../load/find-tools.ts';
import { listTree } from '../load/list-tree.ts';
import { loadRepository } from '../load/load-repository.ts';
import { count } from '../report.ts';
import { createResolver } from '../resolve/create-resolver.ts';
import { validate } from '../validate/validate.ts';
import type { CommandOutcome, RunCommand } from './command.ts';

export const runDoctor: RunCommand = ({ root }): CommandOutcome => {
  const loaded = loadRepository(root, {});
  const { model, faults: invalid } = validate(loaded.repository, { checks: ruleCodes });
  const resolver = createResolver(model);
  const faults = [...loaded.faults, ...invalid];
  const clusters = [...model.clusters.values()].map((cluster) => {
    const environments = [...model.environments.values()]
      .filter((environment) => environment.cluster === cluster)
      .map((environment) => {
        const { environment: resolved, faults: unresolved } = resolver.resolve(environment, {});
        faults.push(...unresolved);
        return resolved;
      });
    return reconcilerView(cluster, environments, (path) => listTree(root, path));
  });
  const tools = findTools(root);
  const troubles = clusters.flatMap(({ children }) => children.flatMap(({ troubles: found }) => found));
  const exit = hasErrors(faults) || troubles.length > 0 ? 1 : 0;
  return {
    exit,
    faults,
    texts: loaded.repository.texts,
    text: spell({ tools, clusters }),
    result: { tools, clusters },
  };
};

interface Picture {
  readonly tools: ReturnType<typeof findTools>;
  readonly clusters: readonly ReturnType<typeof reconcilerView>[];
}

function spell({ tools, clusters }: Picture): string {
  const lines = ['Tools'];
  for (const { name, version, needed } of tools)
    lines.push(`  ${name.padEnd(12)} ${version ?? `not found (${needed})`}`);
  for (const { cluster, reconciler, children } of clusters) {
    lines.push('', `Cluster ${cluster}: ${reconciler} reads`);
    const width = Math.max(0, ...children.map(({ name }) => name.length));
    for (const { name, path, files, troubles } of children) {
      lines.push(`  ${name.padEnd(width)}  ${path}: ${count(files.length, 'file')}`);
      lines.push(...troubles.map((trouble) => `    ! ${trouble}`));
    }
  }
  return `${lines.join('\n')}\n`;
}
