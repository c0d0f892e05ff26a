// A real etcd and a real API server on loopback ports, for one test file. The programs are found in KUBEBUILDER_ASSETS, as
// is usual, or where the scripts install-etcd and install-kube-apiserver put them.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../stories/repository.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAMS = ['etcd', 'kube-apiserver'];

/** What a test says that was skipped without them. */
export const NEEDS = 'needs scripts/install-etcd, scripts/install-kube-apiserver and kubectl';

/** The folder with the programs, or undefined when one of them or kubectl is not there. */
export function findControlPlane(): string | undefined {
  if (spawnSync('kubectl', ['version', '--client']).status !== 0) return undefined;
  const folders = [process.env['KUBEBUILDER_ASSETS'], join(ROOT, 'node_modules/.cache/townhall/bin')];
  return folders.find((folder) => folder && PROGRAMS.every((name) => existsSync(join(folder, name))));
}

export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ControlPlane {
  readonly #folder = temporaryFolder();
  readonly #children: ChildProcess[] = [];

  /** Starts both programs and waits until the API server is ready. */
  static async start(programs: string): Promise<ControlPlane> {
    const plane = new ControlPlane();
    const [clients, peers, secure] = await freePorts(3);
    const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
    const folder = plane.#folder;
    plane.#writeFiles(secure ?? 0);
    plane.#spawn(join(programs, 'etcd'), [
      `--data-dir=${join(folder, 'etcd')}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${at(clients)}`,
      `--advertise-client-urls=${at(clients)}`,
      `--listen-peer-urls=${at(peers)}`,
      `--initial-advertise-peer-urls=${at(peers)}`,
      `--initial-cluster=default=${at(peers)}`,
    ]);
    plane.#spawn(join(programs, 'kube-apiserver'), [
      `--etcd-servers=${at(clients)}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${secure}`,
      `--cert-dir=${join(folder, 'certificates')}`,
      `--token-auth-file=${join(folder, 'tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--allow-privileged', // as clusters have it
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-signing-key-file=${join(folder, 'account.key')}`,
      `--service-account-key-file=${join(folder, 'account.key')}`,
      '--service-cluster-ip-range=10.0.0.0/22',
    ]);
    await plane.#ready();
    return plane;
  }

  /** Runs kubectl as an administrator. */
  kubectl(args: readonly string[], input = ''): Answer {
    const kubeconfig = ['--kubeconfig', join(this.#folder, 'kubeconfig')];
    const { status, stdout, stderr } = spawnSync('kubectl', [...kubeconfig, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { exit: status ?? 1, stdout, stderr };
  }

  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  #writeFiles(port: number): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const write = (name: string, text: string) => writeFileSync(join(this.#folder, name), text);
    mkdirSync(join(this.#folder, 'certificates'));
    write('account.key', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    write('tokens.csv', 'administrator,administrator,administrator,system:masters\n');
    write(
      'kubeconfig',
      `apiVersion: v1
kind: Config
clusters: [{ name: test, cluster: { server: "https://127.0.0.1:${port}", insecure-skip-tls-verify: true } }]
users: [{ name: administrator, user: { token: administrator } }]
contexts: [{ name: test, context: { cluster: test, user: administrator } }]
current-context: test
`,
    );
  }

  #spawn(program: string, args: readonly string[]): void {
    this.#children.push(spawn(program, args, { stdio: 'ignore' }));
  }

  async #ready(): Promise<void> {
    while (this.kubectl(['get', '--raw', '/readyz']).exit !== 0) {
      const gone = this.#children.find(({ exitCode }) => exitCode !== null);
      if (gone) throw new Error(`${gone.spawnfile} ended with ${gone.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Ports that nobody listened on a moment ago. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
