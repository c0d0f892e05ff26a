// Reports in memory, from objects of one small world.
import { type BudgetQuestion, measureBudget } from '../../src/compare/budget.ts';
import type { ObjectChange } from '../../src/compare/change.ts';
import { foldChanges } from '../../src/compare/fold-changes.ts';
import type { DiffReport } from '../../src/compare/report/report.ts';
import type { TreeObject } from '../../src/compare/snapshot.ts';

export const ORDER = ['staging', 'canary', 'regions/asia', 'regions/uk'];

/** A Deployment of the market, or what `more` says. */
export function makeObject(
  environment: string,
  name = 'market-stall',
  more: Partial<TreeObject> = {},
): TreeObject {
  return {
    path: `environments/${environment}/manifests/market/v1/${name}-deployment.yaml`,
    environment,
    cluster: undefined,
    town: 'market',
    version: 'v1',
    kingdom: undefined,
    shop: name.replace('market-', ''),
    object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'riverland' } },
    ...more,
  };
}

/** A change of the image, which restarts three pods. */
export function makeRestart(environment: string, name?: string, image = 'stall:2'): ObjectChange {
  const found = makeObject(environment, name);
  const path = ['spec', 'template', 'spec', 'containers', 0, 'image'];
  const fields = [{ path, before: 'stall:1', after: image }];
  return { key: found.path, effect: 'restart', before: found, after: found, fields, restarts: 3 };
}

/** An object that goes. */
export function makeDeletion(environment: string, name?: string): ObjectChange {
  const before = makeObject(environment, name);
  return { key: before.path, effect: 'delete', before, after: undefined, fields: [], restarts: 0 };
}

/** What is told of changes; nothing else happens unless `more` says so. */
export function makeReport(changes: readonly ObjectChange[], more: Partial<DiffReport> = {}): DiffReport {
  return {
    base: '3f2a9c1b04de',
    head: 'the work tree',
    order: ORDER,
    moves: [],
    changes: foldChanges(changes, ORDER).map((change) => ({ ...change, line: undefined })),
    hazards: [],
    budget: [],
    ...more,
  };
}

/** The budget of changes where each environment is a stage, but for the regions. */
export function measure(changes: readonly ObjectChange[], more: Partial<BudgetQuestion>) {
  const stageOf = new Map(ORDER.map((name) => [name, name.startsWith('regions/') ? 'regions' : name]));
  return measureBudget({ changes, stageOf, limits: {}, allowances: [], ...more });
}
