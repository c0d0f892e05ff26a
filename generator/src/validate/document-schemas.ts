// One schema per kind of file, each made when the first such file is read.

import { baseSchema, kingdomSchema } from './vocabulary/base.ts';
import { clusterSchema } from './vocabulary/cluster.ts';
import { authored, once } from './vocabulary/dialect.ts';
import { environmentSchema, pinSchema } from './vocabulary/environment.ts';
import { holdSchema } from './vocabulary/hold.ts';
import { overrideSchema } from './vocabulary/override.ts';
import { pipelineSchema } from './vocabulary/pipeline.ts';
import { releasesSchema } from './vocabulary/releases.ts';
import { townSchema } from './vocabulary/town.ts';

/** The schema of each kind of file, as people write it. */
export const documentSchemas = {
  town: once<void, ReturnType<typeof townSchema>>(() => townSchema(authored)),
  base: once<void, ReturnType<typeof baseSchema>>(baseSchema),
  kingdom: once<void, ReturnType<typeof kingdomSchema>>(kingdomSchema),
  environment: once<void, ReturnType<typeof environmentSchema>>(environmentSchema),
  pin: once<void, ReturnType<typeof pinSchema>>(pinSchema),
  hold: once<void, ReturnType<typeof holdSchema>>(holdSchema),
  override: once<void, ReturnType<typeof overrideSchema>>(overrideSchema),
  pipeline: once<void, ReturnType<typeof pipelineSchema>>(pipelineSchema),
  cluster: once<void, ReturnType<typeof clusterSchema>>(clusterSchema),
  releases: once<void, ReturnType<typeof releasesSchema>>(releasesSchema),
};

export type DocumentKind = keyof typeof documentSchemas;
