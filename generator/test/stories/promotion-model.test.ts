// Random lives of a town against a tiny model: whatever people and the schedule do, and in whatever order, no rule of
// promotion is ever broken. The commands are the real ones, over a real git repository; time is the model's.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeRepository, type Repo } from './repository.ts';

const HOUR = 3_600_000;
const STAGES = [
  { environment: 'staging', soak: HOUR },
  { environment: 'canary', soak: 24 * HOUR },
  { environment: 'regions/eastus', soak: 0 },
] as const;
const ACTIVE_VERSIONS = 3;

/** One stretch in which an environment ran a version, as the model saw it. */
interface Stretch {
  readonly version: string;
  readonly since: number;
  until: number;
}

class Model {
  now = Date.parse('2026-11-20T10:00:00Z');
  edits = 0;
  releases = 1;
  held = false;
  readonly rejected = new Set<string>();
  readonly barred = new Map<string, Set<string>>(STAGES.map(({ environment }) => [environment, new Set()]));
  readonly ran = new Map<string, Stretch[]>();

  constructor(running: ReadonlyMap<string, string>) {
    for (const [environment, version] of running)
      this.ran.set(environment, [{ version, since: this.now, until: Number.POSITIVE_INFINITY }]);
  }

  running(environment: string): string {
    return this.ran.get(environment)?.at(-1)?.version ?? '';
  }

  move(environment: string, version: string): void {
    const stretches = this.ran.get(environment) ?? [];
    const last = stretches.at(-1);
    if (last) last.until = this.now;
    stretches.push({ version, since: this.now, until: Number.POSITIVE_INFINITY });
  }

  /** Whether an environment ran a version without a break for a time. */
  hasRun(environment: string, version: string, time: number): boolean {
    const stretches = this.ran.get(environment) ?? [];
    return stretches.some(
      (stretch) => stretch.version === version && Math.min(stretch.until, this.now) - stretch.since >= time,
    );
  }

  get time(): string {
    return new Date(this.now).toISOString().replace('.000', '');
  }
}

function readPins(repo: Repo): Map<string, string> {
  return new Map(
    STAGES.map(({ environment }) => {
      const pin: { version: string } = parse(repo.read(`environments/${environment}/pins/market.yaml`));
      return [environment, pin.version];
    }),
  );
}

const numberOf = (version: string) =>
  version === 'current' ? Number.POSITIVE_INFINITY : Number(version.slice(1));

/** Holds what a promotion moved to the rules, and lets the model follow. */
function follow(model: Model, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const versions = (pins: ReadonlyMap<string, string>) => new Set(pins.values()).size;
  for (const [index, { environment }] of STAGES.entries()) {
    const [from = '', to = ''] = [before.get(environment), after.get(environment)];
    if (from === to) continue;
    const previous = STAGES[index - 1];
    expect(to, 'only releases move').toMatch(/^v\d+$/);
    expect(from === 'current' || numberOf(to) > numberOf(from), 'a promotion goes forward').toBe(true);
    expect(model.rejected.has(to), 'a rejected release stays').toBe(false);
    expect(model.barred.get(environment)?.has(to), 'a rollback sticks').toBe(false);
    expect(model.held, 'a hold holds').toBe(false);
    if (previous)
      expect(model.hasRun(previous.environment, to, previous.soak), `${previous.environment} ran ${to}`).toBe(
        true,
      );
    model.move(environment, to);
  }
  if (versions(after) > ACTIVE_VERSIONS) expect(versions(after)).toBeLessThanOrEqual(versions(before));
}

async function promote(repo: Repo, model: Model, ...args: string[]): Promise<void> {
  const before = readPins(repo);
  const { exit } = await repo.run('promote', ...args, '--now', model.time);
  const after = readPins(repo);
  if (exit !== 0) expect(after, 'what is refused moves nothing').toEqual(before);
  follow(model, before, after);
  repo.commit(model.time);
}

type Step = fc.AsyncCommand<Model, Repo>;

function step(name: string, run: (model: Model, repo: Repo) => Promise<void>): Step {
  return { check: () => true, run, toString: () => name };
}

const edit = step('edit', async (model, repo) => {
  model.edits++;
  const path = 'towns/market/current/town.yaml';
  repo.write(
    path,
    repo
      .read(path)
      .replace(/ {4}minReady: \d+\n|$/, '')
      .replace(/( {4}image: )/, `    minReady: ${model.edits}\n$1`),
  );
  expect(await repo.run('render')).toMatchObject({ exit: 0 });
  repo.commit(model.time);
});

const release = step('release', async (model, repo) => {
  const { exit } = await repo.run('release', 'market', '--now', model.time);
  const list: object = parse(repo.read('towns/market/releases.yaml'));
  expect(Object.keys(list).length).toBe(model.releases + (exit === 0 ? 1 : 0));
  if (exit === 0) model.releases++;
  repo.commit(model.time);
});

const newVersion = step('edit and release', async (model, repo) => {
  await edit.run(model, repo);
  await release.run(model, repo);
});

const rollback = step('rollback', async (model, repo) => {
  const before = readPins(repo);
  const { exit } = await repo.run('rollback', 'market', '--now', model.time);
  const after = readPins(repo);
  for (const [environment, from] of before) {
    const to = after.get(environment) ?? '';
    if (from === to) continue;
    expect(exit).toBe(0);
    expect(model.hasRun(environment, to, 0), 'a rollback goes to what ran there').toBe(true);
    model.barred.get(environment)?.add(from);
    model.move(environment, to);
  }
  repo.commit(model.time);
});

const reject = (version: number) =>
  step(`reject v${version}`, async (model, repo) => {
    const { exit } = await repo.run(
      'reject',
      'market',
      `v${version}`,
      '--reason',
      'it leaks',
      '--now',
      model.time,
    );
    expect(exit).toBe(version <= model.releases ? 0 : 2);
    if (exit === 0) model.rejected.add(`v${version}`);
    repo.commit(model.time);
  });

const hold = step('hold', async (model, repo) => {
  const args = model.held
    ? ['lift', 'fair']
    : ['add', 'fair', '--reason', 'the fair is on', '--owner', 'market-team'];
  expect(await repo.run('hold', ...args, '--now', model.time)).toMatchObject({ exit: 0 });
  model.held = !model.held;
  repo.commit(model.time);
});

const wait = (hours: number) =>
  step(`wait ${hours}h`, async (model) => {
    model.now += hours * HOUR;
  });

const steps = fc.commands(
  [
    fc.constant(newVersion),
    fc.constant(newVersion),
    fc.constant(edit),
    fc.constant(release),
    fc.constant(step('promote', (model, repo) => promote(repo, model, 'market'))),
    fc.constant(step('promote', (model, repo) => promote(repo, model, 'market'))),
    fc.constant(step('promote --all', (model, repo) => promote(repo, model, '--all'))),
    fc
      .constantFrom('canary', 'regions')
      .map((stage) =>
        step(`promote --to ${stage}`, (model, repo) => promote(repo, model, 'market', '--to', stage)),
      ),
    fc.constant(rollback),
    fc.integer({ min: 1, max: 3 }).map(reject),
    fc.constant(hold),
    fc.constantFrom(1, 25).map(wait),
    fc.constantFrom(1, 25).map(wait),
  ],
  { maxCommands: 30, size: 'max' },
);

async function start(): Promise<{ model: Model; real: Repo }> {
  const real = await makeRepository();
  const model = new Model(readPins(real));
  real.commit(model.time);
  return { model, real };
}

test('no life of a town breaks a rule of promotion', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const { model, real } = await start();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      expect(await real.run('check')).toMatchObject({ exit: 0 });
      expect(await real.run('render', '--check')).toMatchObject({ exit: 0 });
    }),
    { numRuns: Number(process.env['RUNS'] ?? 10), seed: 20_261_120 },
  );
});

test('a whole life: edited, released, promoted to every stage', { timeout: 60_000 }, async () => {
  const { model, real } = await start();
  const life = [edit, release, step('promote', (m, r) => promote(r, m, 'market')), wait(2)];
  const on = step('promote', (m, r) => promote(r, m, 'market'));
  for (const command of [...life, on, wait(25), on]) await command.run(model, real);
  expect([...readPins(real).values()]).toEqual(['v2', 'v2', 'v2']);
});
