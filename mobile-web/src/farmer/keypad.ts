/** The weight as typed on the keypad: at most five digits and one decimal. */
export const MAX_KG = 20_000;
const SHAPE = /^(?:0|[1-9]\d{0,4})?(?:\.\d?)?$/;

export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'delete';

/** The text after a key press; a key that would make nonsense does nothing. */
export function press(text: string, key: Key): string {
  if (key === 'delete') return text.slice(0, -1);
  const next = key === '.' && text === '' ? '0.' : text === '0' && key !== '.' ? key : text + key;
  return SHAPE.test(next) ? next : text;
}

/** Steps the weight by whole kilograms, never below nothing nor above the limit. */
export function step(text: string, kilograms: number): string {
  const value = Math.min(MAX_KG, Math.max(0, (Number(text) || 0) + kilograms));
  return String(Math.round(value * 10) / 10);
}

/** Kilograms, or undefined while the text is not a weight above zero and within the limit. */
export function weightOf(text: string): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) && value > 0 && value <= MAX_KG ? value : undefined;
}
