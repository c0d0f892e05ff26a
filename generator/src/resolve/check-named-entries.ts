// The secrets and accounts that shops and accounts name beside their containers: for pulling images, in rules, as who
// they are.
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { suggestHint } from '../diagnostics/suggest.ts';
import type { Rules } from '../validate/vocabulary/account.ts';
import { type DraftShop, placeIn } from './draft.ts';
import type { ResolvedTown } from './resolved.ts';

export interface Naming extends Pick<ResolvedTown, 'secrets' | 'accounts' | 'configs'> {
  readonly shops: ReadonlyMap<string, DraftShop>;
}

/** Every name of a secret, a config or an account that is not there. */
export function checkNames(town: Naming): Fault[] {
  const inShops = [...town.shops.values()].flatMap((shop) => [
    ...checkRights(shop.spec, town, (path) => placeIn(shop, path)),
    ...checkAccount(shop, town),
  ]);
  const inAccounts = [...town.accounts.values()].flatMap(({ spec, place }) => {
    const at = (path: YamlPath): Place => ({ file: place.file, path: [...(place.path ?? []), ...path] });
    return [...checkRights(spec, town, at), ...checkConfigs(spec.may, town, at)];
  });
  return [...inShops, ...inAccounts];
}

interface Rights {
  readonly may?: Rules | undefined;
  readonly imagePullSecrets?: readonly string[] | undefined;
}

function checkRights(
  { may = [], imagePullSecrets = [] }: Rights,
  { secrets }: Naming,
  at: (path: YamlPath) => Place,
): Fault[] {
  const named = imagePullSecrets.map((name, index): [string, YamlPath] => [
    name,
    ['imagePullSecrets', index],
  ]);
  const inRules = namesIn(may).flatMap(({ name, path }): [string, YamlPath][] =>
    'secret' in name ? [[name.secret, [...path, 'secret']]] : [],
  );
  return [...named, ...inRules]
    .filter(([name]) => !secrets.has(name))
    .map(([name, path]) =>
      fault('unknown-secret', `there is no secret "${name}" in this town`, at(path), {
        hint: suggestHint(name, secrets.keys()) ?? 'declare it under `secrets` of the town',
      }),
    );
}

/** Those of shops are found with their other configs. */
function checkConfigs(may: Rules = [], { configs }: Naming, at: (path: YamlPath) => Place): Fault[] {
  return namesIn(may).flatMap(({ name, path }) => {
    if (!('config' in name) || configs.has(name.config)) return [];
    const hint = suggestHint(name.config, configs.keys()) ?? 'declare it under `config` of the town';
    return [
      fault('unknown-config', `there is no config "${name.config}" in this town`, at([...path, 'config']), {
        hint,
      }),
    ];
  });
}

function namesIn(may: Rules) {
  return may.flatMap(({ resourceNames = [] }, rule) =>
    resourceNames.flatMap((name, index) =>
      typeof name === 'string' ? [] : [{ name, path: ['may', rule, 'resourceNames', index] }],
    ),
  );
}

function checkAccount(shop: DraftShop, { accounts }: Naming): Fault[] {
  const { serviceAccount } = shop.spec;
  if (typeof serviceAccount !== 'string' || accounts.has(serviceAccount)) return [];
  const hint = suggestHint(serviceAccount, accounts.keys());
  return [
    fault(
      'unknown-account',
      `there is no account "${serviceAccount}" in this town`,
      placeIn(shop, ['serviceAccount']),
      {
        hint: hint ?? `declare it under \`accounts\`, or write { existing: ${serviceAccount} }`,
      },
    ),
  ];
}
