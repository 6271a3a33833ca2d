import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ResidenceCertificate, residenceCertificate } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import { issuerOf } from '../certificates/issuer.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { found } from '../platform/problems.ts';
import type { Receipt } from '../receipts/receipt.entity.ts';
import { ReceiptsService } from '../receipts/receipts.service.ts';
import { type SensorLogSummary, SensorsService } from '../sensors/sensors.service.ts';
import { certificateIdOf, SigningsService } from '../signings/signings.service.ts';
import type { NewResidence, ResidenceList } from './residences.schemas.ts';

interface Stored {
  readonly warehouse: Organisation;
  readonly place: string;
  readonly receipt: Receipt;
  readonly item: string;
  readonly sensors: SensorLogSummary;
  /** Digest of the piece's identity certificate. */
  readonly identity: string;
}

function residence(
  input: NewResidence,
  { warehouse, place, receipt, item, sensors, identity }: Stored,
): ResidenceCertificate {
  const [packed, stored] = receipt.eventHashes;
  return residenceCertificate({
    uuid: randomUUID(),
    issuer: issuerOf(warehouse),
    validFrom: new Date(),
    validUntil: new Date(input.until),
    evidence: [
      { hash: packed, eventType: 'AggregationEvent' },
      { hash: stored, eventType: 'ObjectEvent' },
    ],
    precededBy: [identity],
    subject: {
      id: item,
      items: [item],
      warehouse: { id: place, name: `${warehouse.nameZh} ${receipt.location}` },
      ...(input.geographicMark === undefined ? {} : { geographicMark: input.geographicMark }),
      storedFrom: input.from,
      sensors: { ...sensors },
    },
  });
}

@Injectable()
export class ResidencesService {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly receipts: ReceiptsService,
    private readonly sensors: SensorsService,
    private readonly certificates: CertificatesService,
    private readonly signings: SigningsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Certifies where the pieces of a case are kept and how warm and damp it was; one certificate for each piece. */
  async create(actor: Actor, input: NewResidence): Promise<ResidenceList> {
    const warehouse = await this.organisations.get(actor.organisationId);
    const sensor = await this.sensors.get(actor, input.sensorId);
    const sensors = await this.sensors.summary(sensor.id, new Date(input.from), new Date());
    const receipts = await this.receipts.ofCase(actor, input.sscc);
    found(receipts[0], `Case ${input.sscc}`);
    const place = this.identifiers.place(warehouse.id);
    const drafts: Draft[] = [];
    for (const receipt of receipts) {
      for (const item of receipt.items) {
        const identity = await this.certificates.digestOf(item, 'identity');
        const document = residence(input, { warehouse, place, receipt, item, sensors, identity });
        drafts.push({ stage: 'residence', subject: item, document });
      }
    }
    const work = { stage: 'residence', events: [], drafts } as const;
    const signing = await this.signings.record(actor, warehouse, work, input.deviceKeyId);
    return { certificates: drafts.map((draft) => ({ id: certificateIdOf(draft), item: draft.subject })), signing };
  }
}
