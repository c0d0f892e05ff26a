// A real Argo CD beside a real API server: what reads git, what applies, and the Redis between them. No user interface and
// no API of its own; a test asks the Applications.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ControlPlane, findControlPlane, freePorts } from './control-plane.ts';
import { NODE_PROGRAMS } from './nodes.ts';
import type { Child, Reconciler } from './reconciler.ts';

export const argoCd: Reconciler = {
  name: 'Argo CD',
  needs: 'needs scripts/install-{etcd,kubernetes,kwok,argo-cd}, kubectl and redis-server',
  cluster: 'asia',
  environment: 'regions/asia',
  find: findArgoCd,
  start: startArgoCd,
  deliver: () => {}, // it reads git itself
  listChildren: listApplications,
  stop: () => {},
};

function findArgoCd(): string | undefined {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  return findControlPlane([...NODE_PROGRAMS, 'argocd', 'crds/argo-cd']);
}

const SETTINGS = `apiVersion: v1
kind: Namespace
metadata: { name: argocd }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, namespace: argocd, labels: { app.kubernetes.io/part-of: argocd } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-rbac-cm, namespace: argocd, labels: { app.kubernetes.io/part-of: argocd } }
---
apiVersion: v1
kind: Secret
metadata: { name: argocd-secret, namespace: argocd, labels: { app.kubernetes.io/part-of: argocd } }
stringData: { server.secretkey: a-key-for-this-test-only }
`;

/** Installs the CustomResourceDefinitions and starts all parts. */
async function startArgoCd(plane: ControlPlane): Promise<void> {
  await plane.installKinds('crds/argo-cd');
  plane.change(['create', '--filename=-'], SETTINGS);
  const [redis, repository, ...metrics] = await freePorts(4);
  const folders = ['tls', 'ssh', 'gpg'].map((name) => join(plane.folder, name));
  for (const folder of folders) mkdirSync(folder);
  const [tls = '', ssh = '', gpg = ''] = folders;
  const around = {
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    // How often it looks at git: a person waits minutes, a test does not.
    ARGOCD_RECONCILIATION_TIMEOUT: '5s',
    ARGOCD_RECONCILIATION_JITTER: '0s',
    ARGOCD_TLS_DATA_PATH: tls,
    ARGOCD_SSH_DATA_PATH: ssh,
    ARGOCD_GNUPGHOME: gpg,
    KUBECONFIG: plane.files.kubeconfig,
  };
  plane.run('redis-server', ['--bind', '127.0.0.1', '--port', `${redis}`, '--save', '']);
  plane.run(
    'argocd',
    [
      '--address=127.0.0.1',
      `--port=${repository}`,
      `--metrics-port=${metrics[0]}`,
      `--redis=127.0.0.1:${redis}`,
      '--disable-tls',
      '--revision-cache-expiration=5s',
    ],
    { ...around, ARGOCD_BINARY_NAME: 'argocd-repo-server' },
  );
  plane.run(
    'argocd',
    [
      `--repo-server=127.0.0.1:${repository}`,
      '--repo-server-plaintext',
      `--redis=127.0.0.1:${redis}`,
      `--metrics-port=${metrics[1]}`,
      '--namespace=argocd',
      `--kubeconfig=${plane.files.kubeconfig}`,
    ],
    { ...around, ARGOCD_BINARY_NAME: 'argocd-application-controller' },
  );
}

interface Application {
  readonly metadata: { readonly name: string };
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string };
    readonly health?: { readonly status?: string };
  };
}

/** The Applications as Argo CD sees them. */
function listApplications(plane: ControlPlane): Child[] {
  const text = plane.change(['get', 'applications', '--namespace=argocd', '--output=json']);
  // The shape is that of the definition that was installed.
  const { items } = JSON.parse(text) as { items: Application[] };
  return items.map(({ metadata: { name }, status: { sync, health } = {} }) => ({
    name,
    rests: (commit) => sync?.status === 'Synced' && health?.status === 'Healthy' && sync.revision === commit,
  }));
}
