import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * Sends bytes as they are, which no HTTP library would, and reads until the server closes or falls silent.
 * @returns the answers in order, one for each request that was answered
 */
export function sendRaw(port: number, parts: readonly (string | Uint8Array)[], silenceMs = 2000): Promise<RawAnswer[]> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    const finish = (): void => {
      socket.destroy();
      resolve(answersIn(Buffer.concat(chunks)));
    };
    socket.setTimeout(silenceMs, finish);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset after the answer is the server's right: it had said enough.
    socket.once('close', finish).on('error', () => undefined);
  });
}

function answersIn(bytes: Buffer): RawAnswer[] {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return [];
  const head = bytes.subarray(0, end).toString('latin1');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  const start = end + 4;
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  const stop = length === undefined ? bytes.length : start + Number(length);
  return [{ status, head, body: bytes.subarray(start, stop).toString() }, ...answersIn(bytes.subarray(stop))];
}
