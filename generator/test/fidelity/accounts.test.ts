// Settings, secrets and rights, row by row: what the manifests said, and what we render. What the town does not say
// itself is tried on a copy of it that is changed in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderRepository } from '../../src/pipeline.ts';
import { seedTown, snapshotTree, Tree } from './rendered.ts';

const ROOT = join(import.meta.dirname, '../fixtures/seeds');
const TOWN = 'towns/accounts/current/town.yaml';
const KINGDOM = 'base/current/kingdoms/workshop.yaml';
const town = seedTown('accounts');

/** The seeds as they would be with these files. */
function renderWith(files: Readonly<Record<string, string | Uint8Array>>) {
  return renderRepository({
    root: ROOT,
    selection: { environments: ['staging'], towns: ['accounts'] },
    everything: false,
    overlay: new Map(Object.entries(files)),
  });
}

/** The workshop as it would be with these files. */
const workshopWith = (files: Readonly<Record<string, string>>) =>
  new Tree(renderWith(files), 'environments/staging/manifests/_kingdoms/workshop');

const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A town with this one config and nothing else. */
const townWith = (config: string) =>
  `town: accounts\nkingdom: workshop\nowner: training-team\nconfig:\n  my-config: ${config}\n`;
const codesOf = (config: string) => renderWith({ [TOWN]: townWith(config) }).faults.map(({ code }) => code);

describe('settings', () => {
  test('C1: my-config has a file and two values', () => {
    expect(town.one('ConfigMap', 'my-config').data).toEqual({
      'my-config.txt': 'parameter1 = value1\nparameter2 = value2\n',
      'extra-param': 'extra-value',
      'another-param': 'another-value',
    });
  });

  test('C1: the misspelt `exta-param` of the first listing is found before a pod waits for it', () => {
    const shop = `shops: { kuard-config: { kind: pod, image: "kuard:blue", env: { EXTRA_PARAM: { config: my-config, key: extra-param } } } }\n`;
    const { faults } = renderWith({ [TOWN]: townWith('{ values: { exta-param: extra-value } }') + shop });
    expect(faults).toMatchObject([{ code: 'unknown-config-key', severity: 'error' }]);
  });

  test('C2: kuard-config gets it as an argument, as variables and as files, and is not restarted', () => {
    expect(town.one('Pod', 'kuard-config').spec?.restartPolicy).toBe('Never');
    // The source names the container test-container; ours has the name of its shop.
    const container = town.container('kuard-config');
    expect(container.image).toBe('gcr.io/kuar-demo/kuard-amd64:blue');
    expect(container.command).toEqual(['/kuard', '$(EXTRA_PARAM)']);
    expect(container.env).toEqual([
      { name: 'ANOTHER_PARAM', valueFrom: { configMapKeyRef: { name: 'my-config', key: 'another-param' } } },
      { name: 'EXTRA_PARAM', valueFrom: { configMapKeyRef: { name: 'my-config', key: 'extra-param' } } },
    ]);
    const [mount] = container.volumeMounts ?? [];
    expect(mount?.mountPath).toBe('/config');
    expect(town.pod('kuard-config').spec.volumes).toEqual([
      { name: mount?.name, configMap: { name: 'my-config' } },
    ]);
  });

  test('C5: keys of letters, digits, ".", "_" and "-" pass, also those that the source calls invalid', () => {
    for (const key of ['.auth_token', 'Key.pem', 'config_file', 'Token..properties', '_password.txt'])
      expect(codesOf(`{ values: { "${key}": x } }`), key).toEqual([]);
    for (const key of ['auth file.json', '..data', 'a/b'])
      expect(codesOf(`{ values: { "${key}": x } }`), key).toEqual(['bad-name']);
  });

  test('C5: what is not text is kept as bytes', () => {
    const rendering = renderWith({
      [TOWN]: townWith('{ binary: { seal.png: seal.png } }'),
      'towns/accounts/current/files/seal.png': new Uint8Array([0x89, 0x50, 0xff, 0x00]),
    });
    const tree = new Tree(rendering, 'environments/staging/manifests/accounts/current');
    expect(tree.one('ConfigMap', 'accounts-my-config').binaryData).toEqual({ 'seal.png': 'iVD/AA==' });
  });

  test('C5: a config holds 1 MiB and no byte more', () => {
    const seal = { 'towns/accounts/current/files/seal.png': new Uint8Array(1024 * 1024) };
    const faultsOf = (config: string) => renderWith({ [TOWN]: townWith(config), ...seal }).faults;
    expect(faultsOf('{ binary: { seal.png: seal.png } }')).toEqual([]);
    expect(faultsOf('{ binary: { seal.png: seal.png }, values: { seal: k } }')).toMatchObject([
      { code: 'config-too-large' },
    ]);
  });

  test('C5: a changed value makes a new pod, for files follow by themselves and variables do not', () => {
    const hash = 'checksum/config';
    const before = town.one('Pod', 'kuard-config').metadata?.annotations?.[hash];
    const rendering = renderWith({ 'towns/accounts/current/files/my-config.txt': 'parameter1 = value3\n' });
    const after = new Tree(rendering, 'environments/staging/manifests/accounts/current');
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(after.one('Pod', 'kuard-config').metadata?.annotations?.[hash]).not.toBe(before);
  });
});

describe('secrets', () => {
  test('C3: kuard-tls serves on 8443 with a certificate mounted at /tls, which it cannot write', () => {
    const container = town.container('kuard-tls');
    expect(container.ports).toMatchObject([{ containerPort: 8443 }]);
    const [mount] = container.volumeMounts ?? [];
    expect(mount).toMatchObject({ mountPath: '/tls', readOnly: true });
    expect(town.pod('kuard-tls').spec.volumes).toEqual([
      { name: mount?.name, secret: { secretName: 'kuard-tls' } },
    ]);
  });

  test('C3: the certificate is made in the cluster, for no Secret stands in the repository', () => {
    expect(town.count()).not.toHaveProperty('Secret');
    const misnamed = textOf(TOWN).replace('keys: [kuard.crt, kuard.key]', 'keys: [tls.crt]');
    const used = misnamed.replace('readOnly: true }', 'items: { kuard.crt: kuard.crt } }');
    expect(renderWith({ [TOWN]: used }).faults).toMatchObject([{ code: 'unknown-secret-key' }]);
  });

  test('C4: my-image-pull-secret is named by one pod, and by an account for all pods that run as it', () => {
    const secrets = [{ name: 'my-image-pull-secret' }];
    expect(town.pod('kuard-tls').spec.imagePullSecrets).toEqual(secrets);
    expect(town.pod('kuard-private').spec).toMatchObject({ serviceAccountName: 'puller' });
    // An account of its own, where the source gives it to `default` and so to every pod of the namespace.
    expect(town.one('ServiceAccount', 'puller').imagePullSecrets).toEqual(secrets);
    expect(town.all('ServiceAccount')).toHaveLength(1);
  });
});

describe('rights', () => {
  test('B1: pod-and-services lets its holders work with pods and services', () => {
    expect(town.one('Role', 'pod-and-services').rules).toEqual([
      {
        apiGroups: [''],
        resources: ['pods', 'services'],
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
      },
    ]);
  });

  test('B2: pods-and-services (one letter more) gives it to alice and the group mydevs', () => {
    const { roleRef, subjects } = town.one('RoleBinding', 'pods-and-services');
    expect(roleRef).toMatchObject({ kind: 'Role', name: 'pod-and-services' });
    expect(subjects).toMatchObject([
      { kind: 'User', name: 'alice' },
      { kind: 'Group', name: 'mydevs' },
    ]);
  });

  test('B3: members of a kingdom hold the built-in view, edit and admin, in its namespace alone', () => {
    const binding = snapshotTree('staging', '_kingdoms/workshop').one('RoleBinding', 'members-view');
    expect(binding.metadata?.namespace).toBe('kingdom-of-workshop-staging');
    expect(binding.roleRef).toMatchObject({ kind: 'ClusterRole', name: 'view' });
    expect(binding.subjects).toMatchObject([{ kind: 'Group', name: 'training-team' }]);
  });

  test('B3: rights in the whole cluster are granted by the kingdom, to one shop', () => {
    const tree = workshopWith({
      [KINGDOM]: `${textOf(KINGDOM)}grants: { accounts/kuard-private: [{ apiGroups: [""], resources: [nodes], verbs: [get] }] }\n`,
    });
    const name = 'kingdom-of-workshop-accounts-kuard-private';
    expect(tree.one('ClusterRole', name).rules).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
    ]);
    expect(tree.one('ClusterRoleBinding', name)).toMatchObject({
      roleRef: { kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: 'puller', namespace: 'kingdom-of-workshop' }],
    });
  });

  test('B4: a role that is put together from others by label, and one of its parts, are objects of the base', () => {
    const label = { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' };
    const role = (name: string, rest: string) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: ${name}\n${rest}\n`;
    const tree = workshopWith({
      'base/current/kingdom/helpers.yaml': role(
        '{ name: "{{ namespace }}-helpers" }',
        `aggregationRule: { clusterRoleSelectors: [{ matchLabels: ${JSON.stringify(label)} }] }`,
      ),
      'base/current/kingdom/papers.yaml': role(
        `{ name: "{{ namespace }}-papers", labels: ${JSON.stringify(label)} }`,
        'rules: [{ apiGroups: [workshop.example.com], resources: [papers], verbs: [get, list, watch] }]',
      ),
    });
    const whole = tree.one('ClusterRole', 'kingdom-of-workshop-helpers');
    expect(whole.aggregationRule).toEqual({ clusterRoleSelectors: [{ matchLabels: label }] });
    // The cluster fills these in; a reconciler that says `[]` would empty them again and again.
    expect(whole).not.toHaveProperty('rules');
    expect(tree.one('ClusterRole', 'kingdom-of-workshop-papers').metadata?.labels).toMatchObject(label);
  });
});
