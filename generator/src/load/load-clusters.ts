// The folder clusters/: one folder for each cluster, with its cluster.yaml; what lies below that is generated.
import { fault } from '../diagnostics/fault.ts';
import type { ClusterFolder } from '../model/repository.ts';
import { checkName } from './check-names.ts';
import type { Entry, TreeReader } from './tree-reader.ts';
import { refuseUnknownFile } from './unknown-file.ts';

/** Reads every cluster. */
export function loadClusters(reader: TreeReader): Map<string, ClusterFolder> {
  const clusters = new Map<string, ClusterFolder>();
  for (const entry of reader.list('clusters')) {
    if (!entry.folder) {
      refuseUnknownFile(reader, entry, ['<cluster>/cluster.yaml']);
      continue;
    }
    const refused = checkName(entry.path, entry.name, 'a cluster');
    if (refused) reader.faults.push(refused);
    const cluster = loadCluster(reader, entry);
    if (cluster) clusters.set(entry.name, cluster);
  }
  return clusters;
}

function loadCluster(reader: TreeReader, { name, path }: Entry): ClusterFolder | undefined {
  let cluster: ClusterFolder | undefined;
  for (const entry of reader.list(path)) {
    if (entry.folder) reader.findLinks(entry.path);
    else if (entry.name === 'cluster.yaml') cluster = { name, document: reader.readDocument(entry.path) };
    else refuseUnknownFile(reader, entry, ['cluster.yaml']);
  }
  if (!cluster) {
    const place = { file: `${path}/cluster.yaml` };
    reader.faults.push(
      fault('missing-document', 'the folder has no cluster.yaml', place, { hint: 'add cluster.yaml' }),
    );
  }
  return cluster;
}
