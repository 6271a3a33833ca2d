/**
 * Undoes percent-encoding, one byte a character: values of AIs are ASCII, and any other byte fails their character
 * sets. A `%` that begins no escape stands for itself.
 * @param plusIsSpace whether `+` stands for a space, as it does in a query
 */
export function percentDecode(text: string, plusIsSpace: boolean): string {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Escapes all but the unreserved characters of RFC 3986 section 2.3. The text is ASCII. */
export function percentEncode(text: string): string {
  return text.replace(
    /[^A-Za-z0-9\-._~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
