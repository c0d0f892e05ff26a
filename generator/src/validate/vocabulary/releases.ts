// releases.yaml of a town or of the base: what was frozen, and when.
import { z } from 'zod';
import { mapping, patterned } from './dialect.ts';
import { TIME } from './names.ts';

const RELEASE = { pattern: /^v[0-9]{1,6}$/, expected: 'a release such as "v3"' };

/** releases.yaml: version -> what is known of it. */
export function releasesSchema() {
  return z.record(
    patterned(RELEASE),
    mapping('a release', {
      digest: patterned({
        pattern: /^sha256:[0-9a-f]{64}$/,
        expected: 'a digest: "sha256:" and 64 hexadecimal digits',
      }).describe("SHA-256 over the folder's sorted paths and bytes."),
      date: patterned(TIME).describe('When it was frozen.'),
      from: z.string().min(1).optional().describe('The folder it was frozen from; `current` unless said.'),
      notes: z.string().optional().describe('What it brings.'),
      images: z.array(z.string()).optional().describe('The images it runs.'),
      rejected: mapping('a rejection', {
        reason: z.string().min(1).describe('Why it must not be promoted again.'),
        date: patterned(TIME).optional().describe('When.'),
      })
        .optional()
        .describe('Never promote it again.'),
      removed: z.boolean().optional().describe('The folder was removed because nothing names it.'),
    }),
  );
}

export type ReleasesDocument = z.output<ReturnType<typeof releasesSchema>>;
