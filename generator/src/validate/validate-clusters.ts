// cluster.yaml files in, clusters and what runs on them out.
import type { Repository } from '../model/repository.ts';
import { checkName, checkSimilarNames } from './check-names.ts';
import { documentSchemas } from './document-schemas.ts';
import type { Cluster } from './model.ts';
import { at, type Report, readDocument } from './read-document.ts';
import { Placer } from './validate-pipeline.ts';

export interface Clusters {
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly clusterOf: ReadonlyMap<string, Cluster>;
  /** Whether every cluster was read, so that an environment on none of them is a fault. */
  readonly complete: boolean;
}

/** Every cluster that is well-formed, and the cluster that each environment is on. */
export function validateClusters(repository: Repository, report: Report): Clusters {
  const clusters = new Map<string, Cluster>();
  const clusterOf = new Map<string, Cluster>();
  const placer = new Placer('cluster', repository, report);
  for (const { name, document: input } of repository.clusters.values()) {
    const document = readDocument(documentSchemas.cluster(), input, report);
    if (!document) continue;
    checkName({ noun: 'cluster', name, file: input.path }, document.cluster, report);
    const cluster = { name, file: input.path, document };
    clusters.set(name, cluster);
    document.environments.forEach((environment, index) => {
      const place = at(input.path, ['environments', index]);
      if (placer.place(environment, name, place)) clusterOf.set(environment, cluster);
    });
  }
  const files = new Map([...repository.clusters.values()].map(({ name, document }) => [name, document.path]));
  checkSimilarNames('cluster', files, report);
  return { clusters, clusterOf, complete: clusters.size === repository.clusters.size };
}
