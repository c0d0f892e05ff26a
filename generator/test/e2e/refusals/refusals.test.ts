// What we refuse because a cluster would, a cluster does refuse: each rule that no schema states is held to a real API
// server, so that no rule of ours is stricter than the cluster, or there for no reason.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ControlPlane, findControlPlane, NEEDS } from '../control-plane.ts';
import { REFUSED } from './refused.ts';
import { TAKEN, WARNED } from './taken.ts';

const programs = findControlPlane();

describe.skipIf(!programs)(`a real API server (${NEEDS})`, () => {
  let plane: ControlPlane;
  beforeAll(async () => {
    plane = await ControlPlane.start(programs ?? '');
    plane.kubectl(['create', 'serviceaccount', 'default', '--namespace=default'], '');
  }, 120_000);
  afterAll(() => plane.stop());
  const create = (object: string) =>
    plane.kubectl(['create', '--dry-run=server', '--validate=strict', '--filename=-'], object);

  test.each(REFUSED)('refuses %s', (_rule, object) => {
    const { exit, stderr } = create(object);
    expect(stderr).toContain(' is invalid: ');
    expect(exit).toBe(1);
  });

  test.each(TAKEN)('takes %s', (_rule, object) => {
    expect(create(object)).toMatchObject({ exit: 0, stderr: '' });
  });

  test.each(WARNED)('takes %s, with a warning', (_rule, object) => {
    expect(create(object)).toMatchObject({ exit: 0, stderr: expect.stringContaining('Warning: ') });
  });
});
