// Services and what they select.
import type { V1Service } from '@kubernetes/client-node';
import type { Manifest } from '../model/manifest.ts';

export interface ServiceOf {
  readonly manifest: Manifest;
  readonly selector: Readonly<Record<string, string>>;
}

/** The services that select pods. */
export function servicesOf(manifests: readonly Manifest[]): ServiceOf[] {
  return manifests.flatMap((manifest) => {
    if (manifest.object.kind !== 'Service') return [];
    // A Service by its kind; objects that people wrote have passed its schema.
    const selector = (manifest.object as V1Service).spec?.selector;
    return selector && Object.keys(selector).length > 0 ? [{ manifest, selector }] : [];
  });
}

/** Whether a selector picks pods with these labels. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
