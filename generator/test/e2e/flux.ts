// A real kustomize-controller of Flux beside a real API server. Its source controller cannot be built here, so its part is
// played: what git has lies as a tarball on a loopback port, and the GitRepository's status says so, as Flux would.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type ControlPlane, findControlPlane, freePorts } from './control-plane.ts';
import { NODE_PROGRAMS } from './nodes.ts';
import type { Child, Reconciler } from './reconciler.ts';
import type { ServedRepository } from './served-repository.ts';

/** When what is delivered was made, for Flux wants to be told. */
const TIME = '2026-11-20T09:30:00Z';

class Flux implements Reconciler {
  readonly name = 'Flux';
  readonly needs = 'needs scripts/install-{etcd,kubernetes,kwok,flux} and kubectl';
  readonly cluster = 'uk';
  readonly environment = 'regions/uk';
  #tarball: Buffer = Buffer.alloc(0);
  #server: Server | undefined;
  #url = '';

  find(): string | undefined {
    return findControlPlane([...NODE_PROGRAMS, 'kustomize-controller', 'crds/flux']);
  }

  async start(plane: ControlPlane): Promise<void> {
    await plane.installKinds('crds/flux');
    plane.change(['create', 'namespace', 'flux-system']);
    const [port, metrics, health] = await freePorts(3);
    this.#url = `http://127.0.0.1:${port}/repository.tar.gz`;
    this.#server = createServer((_, response) => response.end(this.#tarball)).listen(port, '127.0.0.1');
    plane.run(
      'kustomize-controller',
      [
        '--events-addr=',
        '--enable-leader-election=false',
        `--metrics-addr=127.0.0.1:${metrics}`,
        `--health-addr=127.0.0.1:${health}`,
        // A person waits half a minute for what waits for another, a test does not.
        '--requeue-dependency=2s',
      ],
      { KUBECONFIG: plane.files.kubeconfig, RUNTIME_NAMESPACE: 'flux-system' },
    );
  }

  deliver(plane: ControlPlane, repository: ServedRepository): void {
    const file = join(plane.folder, 'repository.tar.gz');
    repository.archive(file);
    this.#tarball = readFileSync(file);
    const digest = `sha256:${createHash('sha256').update(this.#tarball).digest('hex')}`;
    const revision = revisionOf(repository.head());
    const ready = { type: 'Ready', status: 'True', reason: 'Succeeded', message: 'stored' };
    const status = {
      observedGeneration: 1,
      conditions: [{ ...ready, lastTransitionTime: TIME, observedGeneration: 1 }],
      artifact: { url: this.#url, path: 'repository.tar.gz', digest, revision, lastUpdateTime: TIME },
    };
    const target = ['gitrepository', 'townhall', '--namespace=flux-system', '--subresource=status'];
    plane.change(['patch', ...target, '--type=merge', `--patch=${JSON.stringify({ status })}`]);
  }

  listChildren(plane: ControlPlane): Child[] {
    const text = plane.change(['get', 'kustomizations', '--namespace=flux-system', '--output=json']);
    // The shape is that of the definition that was installed.
    const { items } = JSON.parse(text) as { items: Kustomization[] };
    return items.map(({ metadata: { name, generation }, status = {} }) => ({
      name,
      rests: (commit) =>
        status.observedGeneration === generation &&
        status.lastAppliedRevision === revisionOf(commit) &&
        (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    }));
  }

  stop(): void {
    this.#server?.close();
  }
}

export const flux: Reconciler = new Flux();

const revisionOf = (commit: string): string => `main@sha1:${commit}`;

interface Kustomization {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly lastAppliedRevision?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}
