import type { ChainAddresses, Item } from '../api/model.ts';
import type { Language } from '../i18n/language.ts';
import { shopperEn } from './words.en.ts';
import { type ShopperWords, shopperZh } from './words.zh.ts';

/** The piece that was scanned: GTIN-14 and serial. */
export interface Piece {
  gtin: string;
  serial: string;
}

/** What every part of the page is drawn from. */
export interface Context extends Piece {
  language: Language;
  words: ShopperWords;
}

/** The record of the piece and what is needed to check it. */
export interface Loaded {
  item: Item;
  chain: ChainAddresses;
}

export function wordsOf(language: Language): ShopperWords {
  return language === 'zh' ? shopperZh : shopperEn;
}

/** Fills the `{blanks}` of a text. */
export function say(text: string, blanks: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

/** GTIN and serial from `/01/{gtin}/21/{serial}`, also with a lot (10) between; undefined when the address has none. */
export function pieceIn(path: string): Piece | undefined {
  const match = /\/01\/(\d{8,14})(?:\/10\/[^/]+)?\/21\/([^/]+)\/?$/.exec(path);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  try {
    return { gtin: match[1].padStart(14, '0'), serial: decodeURIComponent(match[2]) };
  } catch {
    return undefined;
  }
}
