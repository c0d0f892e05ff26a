// What a kingdom allows beyond its namespace names things that exist: kinds of the cluster, and towns.
import { fault, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import { clusterKindNames, findClusterKind } from '../kubernetes/known-kinds.ts';
import type { Catalogue } from '../kubernetes/schemas/schema.ts';
import type { Repository } from '../model/repository.ts';
import { quote } from './describe-value.ts';
import { at, type Report } from './read-document.ts';
import type { Grants } from './vocabulary/account.ts';
import type { KingdomDocument } from './vocabulary/base.ts';

interface Kingdom {
  readonly file: string;
  readonly document: KingdomDocument;
}

/** Reports every entry of `clusterKinds` that is no kind outside every namespace. */
export function checkClusterKinds({ file, document }: Kingdom, customKinds: Catalogue, report: Report): void {
  for (const [index, kind] of (document.clusterKinds ?? []).entries()) {
    if (findClusterKind(kind, customKinds)) continue;
    const message = `${quote(kind)} is no kind outside every namespace that Kubernetes or crds/ knows`;
    const hint =
      suggestHint(kind, clusterKindNames(customKinds)) ?? 'kinds of a namespace need no entry here';
    report(fault('unknown-cluster-kind', message, at(file, ['clusterKinds', index]), { hint }));
  }
}

/** Reports every grant to a town that is not there. */
export function checkGrants({ file, document }: Kingdom, { towns }: Repository, report: Report): void {
  for (const path of Object.keys(document.grants ?? {})) {
    const [town = ''] = path.split('/');
    if (towns.has(town)) continue;
    report(
      fault('grant-without-shop', `there is no town ${quote(town)}`, at(file, ['grants', path], 'key'), {
        severity: 'warning',
        hint: suggestHint(town, towns.keys()) ?? 'take the grant out',
      }),
    );
  }
}

/** Reports every grant that says neither kinds nor paths, or both in one rule. */
export function checkGrantRules({ file, document }: Kingdom, report: Report): void {
  for (const [shop, rules] of Object.entries(document.grants ?? {})) {
    for (const [index, rule] of rules.entries()) {
      const refusal = refuseRule(rule);
      if (!refusal) continue;
      const [message, field, hint] = refusal;
      const path: YamlPath = ['grants', shop, index];
      const place = field === undefined ? at(file, path) : at(file, [...path, field], 'key');
      report(fault('bad-value', message, place, { hint }));
    }
  }
}

type Refusal = readonly [message: string, field: string | undefined, hint: string];

function refuseRule(rule: Grants[string][number]): Refusal | undefined {
  const { apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  if (nonResourceURLs === undefined) {
    if (apiGroups && resources) return undefined;
    const missing = resources ? 'apiGroups' : 'resources';
    const hint = resources ? 'add `apiGroups`; "" is the core group' : 'add `resources`, such as nodes';
    return [`the grant does not say \`${missing}\`, so it is for nothing`, undefined, hint];
  }
  if (!apiGroups && !resources && !resourceNames) return undefined;
  const message = 'a grant is for paths of the API or for kinds of objects, and this one names both';
  return [message, 'nonResourceURLs', 'write the paths as a grant of their own'];
}
