import { randomUUID } from 'node:crypto';
import { accepted, type TestClient } from './client.ts';

/** Captures a harmless event of a business step and gives its own identifier. */
export async function captureEvent(client: TestClient, bizStep: string): Promise<string> {
  const eventID = `urn:uuid:${randomUUID()}`;
  const event = {
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
    type: 'ObjectEvent',
    eventID,
    eventTime: new Date().toISOString(),
    eventTimeZoneOffset: '+08:00',
    action: 'OBSERVE',
    bizStep,
    epcList: [`https://id.gs1.org/01/06901234567892/21/${eventID.slice(-12)}`],
  };
  await accepted(client.post('/api/epcis/events', event));
  return eventID;
}

/** A named query for a business step. */
export async function nameQuery(client: TestClient, name: string, bizStep: string): Promise<void> {
  await accepted(client.post('/api/epcis/queries', { name, query: { EQ_bizStep: [bizStep] } }));
}
