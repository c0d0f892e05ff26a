// A town's externals in one environment.
import { z } from 'zod';
import { type Fault, fault, type Place, type YamlPath } from '../diagnostics/fault.ts';
import { explainIssues } from '../validate/explain-issue.ts';
import { resolved } from '../validate/vocabulary/dialect.ts';
import { type External, externalSchema } from '../validate/vocabulary/town.ts';
import { isPlain } from './layers.ts';
import { explainProblems } from './read-shop.ts';
import { fillSlots, findTemplates, renderSlots } from './render-templates.ts';
import type { Entry, Found } from './resolve-config.ts';
import { checkLength, checkServiceName, nameObject } from './resolve-names.ts';
import type { ResolvedExternal } from './resolved.ts';

/** One entry of `external`. */
export function resolveExternal({ key, value, town, context }: Entry): Found<ResolvedExternal> {
  const at = (path: YamlPath, part: 'key' | 'value' = 'value'): Place => ({
    file: town.file,
    path: ['external', key, ...path],
    part,
  });
  const place = at([], 'key');
  const slots = findTemplates(value, isPlain);
  const { values, problems } = renderSlots(slots, context);
  if (problems.length > 0) return { value: undefined, faults: explainProblems(problems, context, at) };
  const filled = fillSlots(value, slots, values);
  const read = externalSchema(resolved).safeParse(filled);
  if (!read.success)
    return { value: undefined, faults: explainIssues(externalSchema(resolved), filled, { placeOf: at }) };
  const { host, addresses = [], ports = {} }: External = read.data;
  const name = read.data.name ?? nameObject(town, key);
  const named = read.data.name === undefined ? place : at(['name']);
  const faults = [
    ...checkLength(name, undefined, named),
    ...checkServiceName(name, named),
    ...checkAddresses(read.data, at),
  ];
  if ((host === undefined) === (addresses.length === 0)) {
    faults.push(
      fault(
        'bad-external',
        `an external has either a host or addresses, and ${key} has ${host === undefined ? 'neither' : 'both'}`,
        place,
        { hint: 'write `host: name.example.com`, or `addresses: [192.0.2.1]` with `ports`' },
      ),
    );
  }
  if (addresses.length > 0 && Object.keys(ports).length === 0) {
    faults.push(
      fault('bad-external', `${key} has addresses and no ports`, place, {
        hint: 'add `ports: { mysql: 3306 }`',
      }),
    );
  }
  const { annotations } = read.data;
  return { value: { key, name, host, addresses, ports: portsOf(ports), annotations, place }, faults };
}

function portsOf(ports: NonNullable<External['ports']>): ResolvedExternal['ports'] {
  return Object.fromEntries(
    Object.entries(ports).map(([name, said]) => {
      const { port, protocol = 'TCP' } = typeof said === 'number' ? { port: said } : said;
      return [name, { port, protocol }];
    }),
  );
}

const ADDRESS = z.union([z.ipv4(), z.ipv6()]);
const isAddress = (text: string): boolean => ADDRESS.safeParse(text).success;

const HOST = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/;

/** The API server refuses host names in capitals, and addresses that are names. */
function checkAddresses({ host, addresses = [] }: External, at: (path: YamlPath) => Place): Fault[] {
  const faults = addresses.flatMap((address, index): Fault[] =>
    isAddress(address)
      ? []
      : [
          fault('bad-external', `"${address}" is not an IP address`, at(['addresses', index]), {
            hint: 'a name goes under `host`',
          }),
        ],
  );
  if (host === undefined || (host.length <= 253 && HOST.test(host) && !isAddress(host))) return faults;
  const hint = isAddress(host) ? 'an IP address goes under `addresses`' : 'write it as mysql.example.com';
  return [...faults, fault('bad-external', `"${host}" is not a host name`, at(['host']), { hint })];
}
