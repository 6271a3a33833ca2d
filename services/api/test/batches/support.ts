import { accepted, type Json, type TestClient } from '../support/client.ts';
import { eventually } from '../support/season.ts';

const FINAL = ['done', 'refused', 'cancelled', 'ready'];

/** Sends a table as CSV. */
export function sendCsv(client: TestClient, query: string, text: string, headers: Record<string, string> = {}) {
  return client.send('POST', `/api/batches?${query}`, text, { 'content-type': 'text/csv', ...headers });
}

/** The batch when nothing more happens by itself. */
export function settled(client: TestClient, id: string): Promise<Json> {
  const look = async (): Promise<Json | undefined> => {
    const { status, body } = await client.get(`/api/batches/${id}`);
    return status === 200 && FINAL.includes(body.text('state')) ? body : undefined;
  };
  return eventually(look, `batch ${id} is finished`, 60);
}

/** Sends a table and waits for what becomes of it. */
export async function batch(client: TestClient, query: string, text: string): Promise<Json> {
  const { body } = await accepted(sendCsv(client, query, text));
  return settled(client, body.text('id'));
}

export async function rowsOf(client: TestClient, id: string, query = ''): Promise<Json[]> {
  return (await accepted(client.get(`/api/batches/${id}/rows?perPage=1000${query}`))).body.list('rows');
}

/** Lines of harvests in the columns of the heading, an hour apart. */
export function harvestCsv(count: number, plot = '东坡', first = 0): string {
  const line = (i: number): string =>
    `${plot},06901234567892,${(1 + (first + i) / 100).toFixed(2)},${new Date(Date.UTC(2026, 3, 1) + (first + i) * 60_000).toISOString()}`;
  return ['地块,产品条码,鲜叶公斤,采摘时间', ...Array.from({ length: count }, (_, i) => line(i))].join('\r\n');
}
