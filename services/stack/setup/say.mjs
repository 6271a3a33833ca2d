/** Something real is missing on this machine; the message tells the person what and what to do about it. */
export class Refusal extends Error {}

const startedAt = Date.now();

/**
 * One progress line on stderr (stdout belongs to the command that follows), with the seconds since the start.
 * @param {string} text
 */
export function say(text) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${text}\n`);
}
