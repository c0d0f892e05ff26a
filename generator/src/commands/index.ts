// Every command: adding one is a file and a line here.
import { checkCommand } from './check.ts';
import type { CommandSpec } from './command.ts';
import { completionCommand } from './completion.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { holdCommand } from './hold.ts';
import { initCommand } from './init.ts';
import { newCommand } from './new.ts';
import { promoteCommand } from './promote.ts';
import { rejectCommand } from './reject.ts';
import { releaseCommand } from './release.ts';
import { renderCommand } from './render.ts';
import { retireCommand } from './retire.ts';
import { rollbackCommand } from './rollback.ts';
import { schemaCommand } from './schema.ts';
import { statusCommand } from './status.ts';

export const commands: readonly CommandSpec[] = [
  renderCommand,
  checkCommand,
  diffCommand,
  releaseCommand,
  promoteCommand,
  rollbackCommand,
  rejectCommand,
  retireCommand,
  schemaCommand,
  newCommand,
  initCommand,
  holdCommand,
  statusCommand,
  doctorCommand,
  completionCommand,
];
