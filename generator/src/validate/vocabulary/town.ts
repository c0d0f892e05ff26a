// A town file: shops, what they share, and what environments may change about them.
import { z } from 'zod';
import { accountSchema } from './account.ts';
import { containerSchema, gateField } from './container.ts';
import { type Dialect, mapOf, mapping, once, patterned } from './dialect.ts';
import { annotationsField, labelsField } from './metadata.ts';
import { CONFIG_KEY, NAME, PARAMETER_NAME, PORT_NAME } from './names.ts';
import { objectSchema, patchSchema } from './object.ts';
import { townServiceSchema } from './reach.ts';
import { secretSchema } from './secret.ts';
import { shopDefaultsSchema, shopSchema, WORKLOAD_KINDS, waiveField } from './shop.ts';
import { storageSchema } from './storage.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A declared parameter, of a town or (in pipeline.yaml) of environments. */
export function parameterSchema() {
  return mapping('a parameter', {
    type: z.enum(['string', 'integer', 'number', 'boolean']).describe('What values it takes.'),
    default: scalar.optional().describe('The value where nobody sets one.'),
    description: z.string().optional().describe('What it is for.'),
    minimum: z.number().optional().describe('The least number.'),
    maximum: z.number().optional().describe('The greatest number.'),
    enum: z.array(scalar).min(1).optional().describe('The only values.'),
    pattern: z
      .string()
      .max(512)
      .optional()
      .describe('A regular expression that a string must match as a whole.'),
  });
}

export function parametersField(description: string) {
  return mapOf(PARAMETER_NAME, parameterSchema()).optional().describe(description);
}

function gateSchema() {
  return mapping('a gate', {
    default: z.boolean().describe('On or off where no pin says otherwise.'),
    description: z.string().optional().describe('What it switches.'),
  });
}

/** `defaults` of the base and of a town: what stands under every shop and container. */
export const defaultsSchema = once((d: Dialect) => {
  const byKind = Object.fromEntries(
    WORKLOAD_KINDS.map((kind) => [
      kind,
      shopDefaultsSchema(d).optional().describe(`Under every shop of kind ${kind}.`),
    ]),
  );
  return mapping('defaults', {
    shop: shopDefaultsSchema(d).optional().describe('Under every shop.'),
    container: containerSchema(d).optional().describe('Under every container, sidecars and init too.'),
    ...byKind,
  });
});

export const configSchema = once((d: Dialect) => {
  const file = z.union([
    z.string().describe('The text of the file.'),
    mapping('a file', {
      file: z.string().describe("A file under the version's files/ folder."),
      template: z
        .boolean()
        .optional()
        .describe('Whether it is a template (a file that ends in .hbs always is).'),
    }),
    mapping('an inline template', {
      text: z.string().describe('The text of the file.'),
      template: z.boolean().optional().describe('Whether the text is a template.'),
    }),
  ]);
  return mapping('a config', {
    when: gateField(),
    values: d.field(mapOf(CONFIG_KEY, d.text()), 'Key -> value.'),
    files: d.field(mapOf(CONFIG_KEY, file), 'Key -> text, or `{ file: name }` from files/.'),
    binary: d.field(mapOf(CONFIG_KEY, z.string()), 'Key -> a file under files/, kept as bytes.'),
    immutable: d.field(d.flag(), 'The name carries a hash of the data, and the object never changes.', false),
  });
});

export const externalSchema = once((d: Dialect) => {
  return mapping('an external', {
    when: gateField(),
    name: d.field(d.text(NAME), "The object's whole name, for programs that look for a fixed host name."),
    host: d.field(d.text(), 'A DNS name: rendered as an ExternalName service.'),
    addresses: d.field(z.array(d.text()).min(1), 'IP addresses: rendered as a Service and an EndpointSlice.'),
    ports: d.field(
      mapOf(
        PORT_NAME,
        z.union([
          d.integer(1, 65_535),
          mapping('an external port', {
            port: d.integer(1, 65_535).describe('The number.'),
            protocol: d.field(d.oneOf(['TCP', 'UDP', 'SCTP']), 'The protocol.', 'TCP'),
          }),
        ]),
      ),
      'Named ports that may be reached there.',
    ),
    annotations: annotationsField(d, 'Annotations of the service.'),
  });
});

/** A whole town file. */
export function townSchema(d: Dialect) {
  return mapping('a town', {
    town: patterned(NAME).describe("The town's name: that of its folder."),
    kingdom: patterned(NAME).describe('The kingdom it stands in.'),
    owner: z.string().min(1).describe('The team that answers for it.'),
    description: z.string().optional().describe('What the town is for.'),
    names: z.enum(['prefixed', 'short']).optional().meta({
      description: '`prefixed`: objects are named <town>-<shop>; `short`: <shop>.',
      default: 'prefixed',
    }),
    labels: labelsField(d, 'More labels of every object.'),
    annotations: annotationsField(d, 'Annotations of every object.'),
    parameters: parametersField('What an environment or a pin may set.'),
    gates: mapOf(NAME, gateSchema()).optional().describe('Feature flags: on or off per environment.'),
    defaults: defaultsSchema(d).optional().describe("Merged between the base's defaults and the shops."),
    shops: mapOf(NAME, shopSchema(d)).optional().describe('The workloads.'),
    config: mapOf(NAME, configSchema(d)).optional().describe('ConfigMaps.'),
    secrets: mapOf(NAME, secretSchema(d)).optional().describe('Secrets, and where their values come from.'),
    storage: mapOf(NAME, storageSchema(d)).optional().describe('Claims that shops mount, and their volumes.'),
    external: mapOf(NAME, externalSchema(d)).optional().describe('Services outside the cluster.'),
    accounts: mapOf(NAME, accountSchema(d)).optional().describe('ServiceAccounts that shops may name.'),
    services: mapOf(NAME, townServiceSchema(d))
      .optional()
      .describe('A second service of a shop, or one over several.'),
    objects: z
      .array(objectSchema())
      .optional()
      .describe("Objects in Kubernetes' own form, for what the vocabulary does not say."),
    patches: z.array(patchSchema(d)).optional().describe('Changes to objects that are rendered.'),
    waive: waiveField(),
  });
}

export type Parameter = z.output<ReturnType<typeof parameterSchema>>;
export type Scalar = z.output<typeof scalar>;
export type Config = z.output<ReturnType<typeof configSchema>>;
export type External = z.output<ReturnType<typeof externalSchema>>;
export type TownDocument = z.output<ReturnType<typeof townSchema>>;
