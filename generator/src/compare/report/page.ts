// Text that grows block by block and never beyond its limit; what does not fit is counted, not cut in the middle.

export interface Listing<T> {
  readonly spell: (item: T) => string;
  /** `objects`, for the line that counts the rest. */
  readonly noun: string;
  /** Characters that the list may have; what the page has left unless said. */
  readonly share?: number;
}

/** Room for the line that counts the rest, and for the end of what it stands in. */
const SPARE = 256;

export class Page {
  text = '';
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a block, or nothing when it does not fit; says which. */
  add(block: string): boolean {
    if (this.text.length + block.length > this.#limit) return false;
    this.text += block;
    return true;
  }

  /** Whether a list would have room for more than its last line. */
  get isFull(): boolean {
    return this.#limit - this.text.length < 2 * SPARE;
  }

  /** Adds items while they fit; says how many did not. */
  addList<T>(items: readonly T[], { spell, noun, share = this.#limit }: Listing<T>): number {
    const end = Math.min(this.#limit, this.text.length + share) - SPARE;
    let shown = 0;
    for (const item of items) {
      const block = spell(item);
      if (this.text.length + block.length > end) break;
      this.text += block;
      shown++;
    }
    const rest = items.length - shown;
    if (rest > 0) this.text += `\nand ${rest} more ${noun}\n`;
    return rest;
  }
}
