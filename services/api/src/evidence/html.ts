/** Text that is markup already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Part[];

/** Markup with its blanks filled: whatever is not markup itself goes in as text, and can never be read as markup. */
export function html(fixed: TemplateStringsArray, ...blanks: readonly Part[]): Markup {
  return new Markup(
    fixed.map((text, index) => text + (index < blanks.length ? written(blanks[index] ?? '') : '')).join(''),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
