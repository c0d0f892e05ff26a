// Every command: adding one is a file and a line here.
import { checkCommand } from './check.ts';
import type { CommandSpec } from './command.ts';
import { completionCommand } from './completion.ts';
import { doctorCommand } from './doctor.ts';
import { holdCommand } from './hold.ts';
import { initCommand } from './init.ts';
import { newCommand } from './new.ts';
import { renderCommand } from './render.ts';
import { schemaCommand } from './schema.ts';

export const commands: readonly CommandSpec[] = [
  renderCommand,
  checkCommand,
  schemaCommand,
  newCommand,
  initCommand,
  holdCommand,
  doctorCommand,
  completionCommand,
];
