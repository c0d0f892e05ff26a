// One file in, its typed document out, or nothing and its faults. A file that the parser refused has its faults already.
import type { z } from 'zod';
import type { Fault, Place, YamlPath } from '../diagnostics/fault.ts';
import { sourceText } from '../diagnostics/locate.ts';
import type { InputFile } from '../model/repository.ts';
import { explainIssues } from './explain-issue.ts';
import type { Source } from './reading.ts';

/** Takes what is wrong; every rule of this step has one. */
export type Report = (...faults: Fault[]) => void;

/** The place of a node, or of its key, in a file. */
export function at(file: string, path: YamlPath, part: 'key' | 'value' = 'value'): Place {
  return { file, path, part };
}

/** A file as the source of its values: its text is only searched when there is a fault to explain. */
export function fileSource({ path: file, text }: InputFile): Source {
  return { placeOf: (path, part) => at(file, path, part), textOf: (path) => sourceText(text, path) };
}

/** Reads a file by its schema. */
export function readDocument<T>(schema: z.ZodType<T>, file: InputFile, report: Report): T | undefined {
  if (file.value === undefined) return undefined;
  const result = schema.safeParse(file.value);
  if (result.success) return result.data;
  report(...explainIssues(schema, file.value, fileSource(file)));
  return undefined;
}
