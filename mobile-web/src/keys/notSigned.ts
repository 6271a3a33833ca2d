/** The phone signed nothing, for a reason that trying again does not take away; the message is for people. */
export class NotSigned extends Error {
  override readonly name = 'NotSigned';
}
