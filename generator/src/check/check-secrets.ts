// A Secret in git is no secret: only references and sealed or encrypted forms are rendered.
import { nameObject } from './pods.ts';
import type { Rule } from './rule.ts';

export const plainSecret: Rule = {
  code: 'plain-secret',
  severity: 'error',
  waivable: false,
  find: (manifests) =>
    manifests
      // What SOPS has signed was looked at when it was read.
      .filter(({ text }) => text === undefined)
      .filter(({ object }) => object.kind === 'Secret' && ('data' in object || 'stringData' in object))
      .map((manifest) => ({
        manifest,
        field: 'data' in manifest.object ? ['data'] : ['stringData'],
        message: `${nameObject(manifest)} holds plain values, and everything in this repository can be read`,
        hint: 'keep the values in a secret store and name the Secret, or commit it sealed or encrypted',
      })),
};
