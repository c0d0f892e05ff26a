// What docs/diagnostics.md says of one fault code.

export interface FaultPage {
  /** One sentence: the rule that was broken. */
  readonly rule: string;
  /** One sentence: why the rule is there. */
  readonly why: string;
  /** One sentence: what to do. */
  readonly fix: string;
}
