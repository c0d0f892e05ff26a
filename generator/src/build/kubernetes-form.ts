// Values that people write in Kubernetes' own form (affinity, securityContext, metrics).

/** The value as the Kubernetes type of the field it goes into; the schema of the whole object is checked later. */
export function asKubernetes<T>(value: unknown): T {
  // No step before `check` knows these types; the schema there refuses what does not have the form.
  return value as T;
}
