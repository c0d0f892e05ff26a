// Real reconcilers apply what we render, from the one command of a cluster's README: every child comes to rest, a
// promotion needs nobody's hands, one bad object holds up one town, a town that is no longer pinned stays where it runs,
// and one that is retired goes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { argoCd } from './argo-cd.ts';
import { ControlPlane } from './control-plane.ts';
import { flux } from './flux.ts';
import {
  countReplicas,
  giveAddresses,
  listDeployments,
  listIdentities,
  readDeployments,
} from './live-objects.ts';
import { startNodes } from './nodes.ts';
import { ServedRepository } from './served-repository.ts';

const ROOT = join(import.meta.dirname, '../../..');

for (const reconciler of [argoCd, flux]) {
  const { name, needs, cluster, environment } = reconciler;
  const programs = reconciler.find();

  describe.skipIf(!programs)(`a real ${name} (${needs})`, () => {
    const pin = `environments/${environment}/pins/voting.yaml`;
    const trees = `environments/${environment}/manifests`;
    const slug = environment.replace('/', '-');
    let plane: ControlPlane;
    let repository: ServedRepository;

    beforeAll(async () => {
      repository = await ServedRepository.serve('snapshot');
      plane = await ControlPlane.start(programs ?? '');
      await startNodes(plane);
      await reconciler.start(plane);
    });
    afterAll(() => {
      plane?.stop();
      reconciler.stop();
    });

    /** Waits until every child applies the last commit and is well; their names. */
    const comeToRest = (): Promise<string[]> => {
      reconciler.deliver(plane, repository);
      const commit = repository.head();
      return plane.until(() => {
        giveAddresses(plane);
        const children = reconciler.listChildren(plane);
        const resting = children.length > 1 && children.every((child) => child.rests(commit));
        return resting ? children.map((child) => child.name).sort() : undefined;
      });
    };
    const publish = async (message: string): Promise<string[]> => {
      await repository.publish(message);
      return comeToRest();
    };

    test('brings every kingdom and town of the cluster to rest', async () => {
      const readme = readFileSync(join(ROOT, 'clusters', cluster, 'README.md'), 'utf8');
      const [, command = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
      const env = { ...process.env, KUBECONFIG: plane.files.kubeconfig };
      execFileSync('sh', ['-c', command], { cwd: repository.root, env });
      expect(await comeToRest()).toEqual([
        `kingdom-foobar-${slug}`,
        `kingdom-workshop-${slug}`,
        `town-simple-town-${slug}`,
        `town-voting-${slug}`,
        `townhall-${cluster}`,
      ]);
      expect(listDeployments(plane, 'voting')).toEqual(readDeployments(repository, `${trees}/voting/v2`));
    });

    test('follows a promotion, and takes away what the new version has no more', async () => {
      repository.edit(pin, 'version: v2', 'version: v3');
      await publish('Promote voting');
      expect(listDeployments(plane, 'voting')).toEqual(readDeployments(repository, `${trees}/voting/v3`));
    });

    test('lets a bad object hold up its own town alone, and the commit that mends it pass', async () => {
      const pinned = `environments/${environment}/pins/simple-town.yaml`;
      const text = repository.read(pinned).replace(/^(gates|parameters):.*\n/gm, '');
      repository.write(pinned, `${text}parameters: { woodworkers: 3 }\n`);
      expect(await repository.run('render')).toMatchObject({ exit: 0 });
      repository.edit(`${trees}/voting/v3/voter-deployment.yaml`, 'replicas: 1', 'replicas: many');
      repository.push('Cut more wood, and break a file by hand');
      reconciler.deliver(plane, repository);
      const commit = repository.head();
      const restOf = (town: string) =>
        reconciler
          .listChildren(plane)
          .find((child) => child.name === `town-${town}-${slug}`)
          ?.rests(commit);
      await plane.until(() => restOf('simple-town') || undefined);
      expect(countReplicas(plane, 'simple-town-woodworker')).toBe('3');
      expect(restOf('voting')).toBe(false);
      expect(listDeployments(plane, 'voting')).toEqual(readDeployments(repository, `${trees}/voting/v3`));
      await publish('Render again');
    });

    test('leaves a town where it runs when its pin is gone, and takes it up again', async () => {
      const text = repository.read(pin);
      const before = listIdentities(plane, 'voting');
      repository.remove(pin);
      repository.remove(`${trees}/voting`);
      expect(await publish('Forget voting')).not.toContain(`town-voting-${slug}`);
      expect(listIdentities(plane, 'voting')).toEqual(before);
      repository.write(pin, text);
      expect(await publish('Remember voting')).toContain(`town-voting-${slug}`);
      expect(listIdentities(plane, 'voting')).toEqual(before);
    });

    test('takes a retired town away, and never its namespace', async () => {
      const retire = ['retire', 'simple-town', '--env', environment];
      const why = ['--reason', 'nobody trades here', '--owner', 'mira'];
      expect(await repository.run(...retire, ...why)).toMatchObject({ exit: 0 });
      await publish('Retire simple-town');
      expect(await repository.run(...retire, '--remove')).toMatchObject({ exit: 0 });
      expect(await publish('Remove simple-town')).not.toContain(`town-simple-town-${slug}`);
      expect(listDeployments(plane, 'simple-town')).toEqual([]);
      const namespace = plane.change(['get', 'namespace', 'kingdom-of-foobar', '--output=name']);
      expect(namespace).toBe('namespace/kingdom-of-foobar\n');
    });
  });
}
