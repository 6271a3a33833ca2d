import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { identifyEvent } from '@fieldseal/provenance';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { birth, commissioning, type Picked } from '../../harvests/birth.ts';
import { Harvest } from '../../harvests/harvest.entity.ts';
import { NewHarvest } from '../../harvests/harvests.schemas.ts';
import type { Organisation } from '../../organisations/organisation.entity.ts';
import { OrganisationsService } from '../../organisations/organisations.service.ts';
import { Identifiers } from '../../platform/identifiers.ts';
import { grams, Kilograms, PastTime, words } from '../../platform/schemas.ts';
import { UnitOfWork } from '../../platform/unit-of-work.ts';
import type { Plot } from '../../plots/plot.entity.ts';
import { PlotsService } from '../../plots/plots.service.ts';
import { Product } from '../../products/product.entity.ts';
import { Gtin } from '../../products/products.schemas.ts';
import type { RowFault } from '../batches.schemas.ts';
import { BulkIssuer } from '../bulk-issuer.ts';
import { columnFault, type Issued, Kind } from './kind.ts';

const Applied = NewHarvest.shape.inputs.unwrap().element.shape;

const BirthRow = z
  .strictObject({
    plot: words(200),
    gtin: Gtin,
    quantityKg: Kilograms,
    harvestedAt: PastTime,
    inputProduct: Applied.product.optional(),
    inputKind: Applied.kind.optional(),
    inputQuantity: Applied.quantity.optional(),
    inputUnit: Applied.unit.optional(),
    inputAppliedAt: Applied.appliedAt.optional(),
    preHarvestDays: Applied.preHarvestDays,
  })
  .check(({ value, issues }) => {
    const names = ['inputProduct', 'inputKind', 'inputQuantity', 'inputUnit', 'inputAppliedAt'] as const;
    const given = names.filter((name) => value[name] !== undefined);
    const isInput = given.length > 0 || value.preHarvestDays !== undefined;
    for (const name of isInput ? names.filter((each) => !given.includes(each)) : [])
      issues.push({ code: 'custom', path: [name], input: undefined, message: 'what was applied needs this too' });
  });
type BirthRow = z.infer<typeof BirthRow>;

/** What rows speak of, by the names that rows use. */
interface Known {
  readonly farm: Organisation;
  readonly plots: readonly Plot[];
  readonly products: ReadonlyMap<string, Product>;
}

/** A harvest lot a row: its event and its birth certificate. */
@Injectable()
export class BirthKind extends Kind<BirthRow> {
  readonly action = 'harvests:create';
  protected readonly schema = BirthRow;
  readonly columns = [
    { name: 'plot', zh: '地块', en: 'Plot', type: 'text', isRequired: true, example: '东坡' },
    { name: 'gtin', zh: '产品条码', en: 'Product GTIN', type: 'text', isRequired: true, example: '06901234567892' },
    { name: 'quantityKg', zh: '鲜叶公斤', en: 'Kilograms', type: 'number', isRequired: true, example: '12.5' },
    {
      name: 'harvestedAt',
      zh: '采摘时间',
      en: 'Harvested at',
      type: 'time',
      isRequired: true,
      example: '2026-04-05 08:30',
    },
    { name: 'inputProduct', zh: '投入品', en: 'Input', type: 'text', isRequired: false, example: '菜籽饼肥' },
    { name: 'inputKind', zh: '投入品类别', en: 'Input kind', type: 'text', isRequired: false, example: 'fertiliser' },
    { name: 'inputQuantity', zh: '投入品用量', en: 'Input quantity', type: 'number', isRequired: false, example: '20' },
    { name: 'inputUnit', zh: '用量单位', en: 'Input unit', type: 'text', isRequired: false, example: 'KGM' },
    {
      name: 'inputAppliedAt',
      zh: '施用时间',
      en: 'Applied at',
      type: 'time',
      isRequired: false,
      example: '2026-02-01 09:00',
    },
    {
      name: 'preHarvestDays',
      zh: '安全间隔天数',
      en: 'Pre-harvest days',
      type: 'number',
      isRequired: false,
      example: '7',
    },
  ] as const;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly plots: PlotsService,
    private readonly identifiers: Identifiers,
    private readonly issuer: BulkIssuer,
  ) {
    super();
  }

  async check(actor: Actor, rows: readonly BirthRow[]): Promise<RowFault[][]> {
    const known = await this.known(actor, rows);
    return rows.map((row) => faultsOf(row, known));
  }

  async issue(actor: Actor, rows: readonly BirthRow[]): Promise<Issued[]> {
    const known = await this.known(actor, rows);
    const now = new Date();
    const works = rows.map((row) => {
      const { picked, lot } = this.picked(row, known);
      const event = identifyEvent(commissioning(picked));
      const evidence = { hash: event.eventID, eventType: event.type };
      const draft = { stage: 'birth', subject: picked.lot, document: birth(picked, evidence, now) } as const;
      return { picked, lot, event, draft };
    });
    await this.issuer.record(
      known.farm,
      works.map(({ event }) => event),
    );
    await this.issuer.issue(
      known.farm,
      works.map(({ draft }) => draft),
    );
    const harvests = works.map(({ picked, lot, event, draft }) => ({
      id: randomUUID(),
      organisationId: known.farm.id,
      plotId: picked.plot.id,
      gtin: picked.product.gtin,
      lot,
      digitalLink: picked.lot,
      quantityGrams: String(grams(picked.input.quantityKg)),
      consumedGrams: '0',
      harvestedAt: new Date(picked.input.harvestedAt),
      eventHash: event.eventID,
      certificateId: draft.document.id.slice('urn:uuid:'.length),
    }));
    await this.unit.repository(Harvest).insert(harvests);
    return harvests.map(({ digitalLink, certificateId }) => ({
      subjects: [digitalLink],
      certificateIds: [certificateId],
    }));
  }

  private async known(actor: Actor, rows: readonly BirthRow[]): Promise<Known> {
    const products = await this.unit
      .repository(Product)
      .createQueryBuilder('p')
      .where('p.gtin = ANY(:gtins)', { gtins: [...new Set(rows.map(({ gtin }) => gtin))] })
      .getMany();
    return {
      farm: await this.organisations.get(actor.organisationId),
      plots: await this.plots.list(actor),
      products: new Map(products.map((product) => [product.gtin, product])),
    };
  }

  private picked(row: BirthRow, { farm, plots, products }: Known): { picked: Picked; lot: string } {
    const [plot] = plotsCalled(row.plot, plots);
    const product = products.get(row.gtin);
    if (plot === undefined || product === undefined) throw new Error('this row was not checked');
    const lot = this.identifiers.lotNumber('H', new Date(row.harvestedAt));
    const digitalLink = this.identifiers.lot(row.gtin, lot);
    const place = this.identifiers.place(plot.id);
    return { picked: { input: harvestOf(row, plot), farm, plot, product, lot: digitalLink, place }, lot };
  }
}

/** Plots are named by their names or ids. */
function plotsCalled(text: string, plots: readonly Plot[]): Plot[] {
  return plots.filter(({ id, name }) => id === text || name === text);
}

function faultsOf(row: BirthRow, { plots, products }: Known): RowFault[] {
  const called = plotsCalled(row.plot, plots).length;
  const faults: RowFault[] = [];
  if (called === 0) faults.push(columnFault('plot', 'not-found', `your organisation has no plot "${row.plot}"`));
  if (called > 1)
    faults.push(columnFault('plot', 'ambiguous', `${called} plots are called "${row.plot}"; write the id of the plot`));
  const product = products.get(row.gtin);
  if (product === undefined) faults.push(columnFault('gtin', 'not-found', `there is no product ${row.gtin}`));
  else if (product.stage !== 'leaf')
    faults.push(columnFault('gtin', 'wrong-stage', `${row.gtin} is no leaf; harvests are of leaf`));
  return faults;
}

function harvestOf(row: BirthRow, plot: Plot): NewHarvest {
  const { gtin, quantityKg, harvestedAt, inputProduct, inputKind, inputQuantity, inputUnit, inputAppliedAt } = row;
  const isInput = inputProduct !== undefined;
  return NewHarvest.parse({
    plotId: plot.id,
    gtin,
    quantityKg,
    harvestedAt,
    inputs: isInput
      ? [
          {
            product: inputProduct,
            kind: inputKind,
            quantity: inputQuantity,
            unit: inputUnit,
            appliedAt: inputAppliedAt,
            ...(row.preHarvestDays === undefined ? {} : { preHarvestDays: row.preHarvestDays }),
          },
        ]
      : [],
  });
}
