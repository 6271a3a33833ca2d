import { Problem } from '../../platform/problems.ts';
import { MOST_BYTES } from '../batches.schemas.ts';

const NOT_UTF8 =
  'Spreadsheets often write Chinese as GBK (GB18030) or UTF-16: save it as "CSV UTF-8" and send it again.';

/**
 * The text of a file while it arrives, without byte order mark, its lines ended by line feeds alone.
 * @throws Problem too-large above the limit, invalid-input when it is not UTF-8
 */
export async function* textOf(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let carry = '';
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new Problem('too-large', `A file may have ${MOST_BYTES / 1024 / 1024} MB. Send it in parts.`);
    const text = carry + decoded(() => decoder.decode(chunk, { stream: true }));
    // A carriage return at the end may be half of a line end.
    carry = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - carry.length).replaceAll(/\r\n?/g, '\n');
  }
  yield (carry + decoded(() => decoder.decode())).replaceAll('\r', '\n');
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new Problem('invalid-input', `The file is not UTF-8 text. ${NOT_UTF8}`, [
      { pointer: '', code: 'encoding', detail: NOT_UTF8 },
    ]);
  }
}
