import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { areaSquareMetres, crossesItself, geometryHash } from './geometry.ts';
import { Plot } from './plot.entity.ts';
import type { NewPlot, PlotView } from './plots.schemas.ts';

const SQUARE_METRES_PER_HECTARE = 10_000;
const LARGEST_HECTARES = 10_000;

export function plotView(plot: Plot): PlotView {
  const { id, name, crop, cultivar, polygon, geometryHash: hash } = plot;
  const areaHectares = Number((plot.areaSquareMetres / SQUARE_METRES_PER_HECTARE).toFixed(4));
  return { id, name, crop, cultivar, polygon, areaHectares, geometryHash: hash };
}

@Injectable()
export class PlotsService {
  constructor(private readonly unit: UnitOfWork) {}

  async create(actor: Actor, input: NewPlot): Promise<Plot> {
    if (crossesItself(input.polygon))
      throw new Problem('invalid-input', 'The boundary crosses itself; walk it once around.');
    const area = areaSquareMetres(input.polygon);
    if (area < 1 || area > LARGEST_HECTARES * SQUARE_METRES_PER_HECTARE)
      throw new Problem('invalid-input', `The plot's area must lie between 1 m² and ${LARGEST_HECTARES} ha.`);
    const hash = geometryHash(input.polygon);
    const plots = this.unit.repository(Plot);
    if (await plots.existsBy({ organisationId: actor.organisationId, geometryHash: hash }))
      throw new Problem('conflict', 'A plot with this very boundary is already recorded.');
    return plots.save({
      id: randomUUID(),
      organisationId: actor.organisationId,
      ...input,
      areaSquareMetres: area,
      geometryHash: hash,
    });
  }

  list(actor: Actor): Promise<Plot[]> {
    const { organisationId } = actor;
    return this.unit.repository(Plot).find({ where: { organisationId }, order: { createdAt: 'ASC' }, take: 1000 });
  }

  async get(actor: Actor, id: string): Promise<Plot> {
    return found(
      await this.unit.repository(Plot).findOneBy({ id, organisationId: actor.organisationId }),
      `Plot ${id}`,
    );
  }
}
