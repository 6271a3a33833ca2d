/** Chinese text breaks between any two characters, but no line begins with the first of these or ends with the second. */
const NOT_FIRST = new Set('，。、；：？！）”’》】〕」』…·%°,.;:!?)');
const NOT_LAST = new Set('（“‘《【〔「『(');
const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/**
 * Breaks a text into lines no wider than `width`.
 * @param measure width of a text
 * @param anywhere for digests and codes, which have no words
 */
export function wrap(text: string, width: number, measure: (text: string) => number, anywhere = false): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure, anywhere));
}

function wrapParagraph(text: string, width: number, measure: (text: string) => number, anywhere: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of anywhere ? Array.from(text) : pieces(text, width, measure)) {
    const wide = measure(piece);
    // A space at the end of a line takes no room.
    if (line !== '' && used + measure(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece;
    used += wide;
  }
  return [...lines, line.trimEnd()];
}

/** What is not broken: words with the space behind them, single Chinese characters with their punctuation. */
function pieces(text: string, width: number, measure: (text: string) => number): string[] {
  const found: string[] = [];
  let piece = '';
  let before = '';
  for (const character of text) {
    if (piece !== '' && mayBreak(before, character)) {
      found.push(piece);
      piece = '';
    }
    piece += character;
    before = character;
  }
  if (piece !== '') found.push(piece);
  return found.flatMap((whole) => (measure(whole) > width ? Array.from(whole) : [whole]));
}

function mayBreak(before: string, after: string): boolean {
  if (NOT_FIRST.has(after) || NOT_LAST.has(before) || after === ' ') return false;
  return before === ' ' || WIDE.test(before) || WIDE.test(after);
}
