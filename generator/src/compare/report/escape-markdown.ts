// What people wrote, inside GitHub's Markdown: nothing in it is markup, and it notifies nobody.

const INVISIBLE = '\u200b';

/** Text in a sentence or a cell of a table, on one line. */
export function escapeText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/[\\`*_[\]<|~]/g, '\\$&')
    .replace(/^>/, '\\>')
    .replace(/[@#]/g, `$&${INVISIBLE}`);
}

/** Text between HTML tags, where Markdown has no say. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@/g, `$&${INVISIBLE}`);
}

/** Code in a sentence, which no backtick inside ends; not for cells, which GitHub ends at `|` even there. */
export function escapeCode(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
}
