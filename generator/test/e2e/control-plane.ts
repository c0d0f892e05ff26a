// A real etcd and a real API server on loopback ports, for one test file. The programs are found in KUBEBUILDER_ASSETS, as
// is usual, or where the scripts install-etcd and install-kubernetes put them.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../stories/repository.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAMS = ['etcd', 'kube-apiserver'];

/** What a test says that was skipped without them. */
export const NEEDS = 'needs scripts/install-etcd, scripts/install-kubernetes and kubectl';

/** The folder with the programs, and with `more` of them, or undefined when one of them or kubectl is not there. */
export function findControlPlane(more: readonly string[] = []): string | undefined {
  if (spawnSync('kubectl', ['version', '--client']).status !== 0) return undefined;
  const folders = [process.env['KUBEBUILDER_ASSETS'], join(ROOT, 'node_modules/.cache/townhall/bin')];
  const wanted = [...PROGRAMS, ...more];
  return folders.find((folder) => folder && wanted.every((name) => existsSync(join(folder, name))));
}

export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ControlPlane {
  /** Everything that the programs write. */
  readonly folder = temporaryFolder();
  readonly #programs: string;
  readonly #children: ChildProcess[] = [];

  private constructor(programs: string) {
    this.#programs = programs;
  }

  /** Starts both programs and waits until the API server is ready. */
  static async start(programs: string): Promise<ControlPlane> {
    const plane = new ControlPlane(programs);
    const [clients, peers, secure] = await freePorts(3);
    const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
    const { folder } = plane;
    plane.#writeFiles(secure ?? 0);
    plane.run('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${at(clients)}`,
      `--advertise-client-urls=${at(clients)}`,
      `--listen-peer-urls=${at(peers)}`,
      `--initial-advertise-peer-urls=${at(peers)}`,
      `--initial-cluster=default=${at(peers)}`,
    ]);
    plane.run('kube-apiserver', [
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

  /** The account of an administrator, and the key that signs service accounts. */
  get files() {
    return { kubeconfig: join(this.folder, 'kubeconfig'), key: join(this.folder, 'account.key') };
  }

  /** Starts one more program, which runs until `stop`; what it says is in the folder, under its number and name. */
  run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
    const program = existsSync(join(this.#programs, name)) ? join(this.#programs, name) : name;
    const log = openSync(join(this.folder, `${this.#children.length}-${name}.log`), 'a');
    const child = spawn(program, args, { stdio: ['ignore', log, log], env: { ...process.env, ...env } });
    this.#children.push(child);
  }

  /** Asks again and again until there is an answer. */
  async until<T>(ask: () => T | undefined): Promise<T> {
    for (;;) {
      const answer = ask();
      if (answer !== undefined) return answer;
      const gone = this.#children.find(({ exitCode }) => exitCode !== null);
      if (gone) throw new Error(`${gone.spawnfile} ended with ${gone.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Runs kubectl as an administrator. */
  kubectl(args: readonly string[], input = ''): Answer {
    const kubeconfig = ['--kubeconfig', this.files.kubeconfig];
    const { status, stdout, stderr } = spawnSync('kubectl', [...kubeconfig, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { exit: status ?? 1, stdout, stderr };
  }

  /** The same for what a test relies on; throws what kubectl says. */
  change(args: readonly string[], input = ''): string {
    const { exit, stdout, stderr } = this.kubectl(args, input);
    if (exit !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Installs the CustomResourceDefinitions of a folder. */
  async installKinds(folder: string): Promise<void> {
    this.change(['apply', '--server-side', '--filename', join(this.#programs, folder)]);
    const wait = ['wait', '--for=condition=Established', '--all', 'customresourcedefinitions'];
    await this.until(() => this.kubectl(wait).exit === 0 || undefined);
  }

  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  #writeFiles(port: number): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const write = (name: string, text: string) => writeFileSync(join(this.folder, name), text);
    mkdirSync(join(this.folder, 'certificates'));
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

  async #ready(): Promise<void> {
    await this.until(() => this.kubectl(['get', '--raw', '/readyz']).exit === 0 || undefined);
  }
}

/** Ports that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
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
