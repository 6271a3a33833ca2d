import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { checkPlotFile, PLOT_FINDINGS } from '@fieldseal/provenance/geometry';
import { areaSquareMetres, geometryHash } from './geometry.ts';
import { requireApart, requireSound } from './plot-checks.ts';
import { Plot } from './plot.entity.ts';
import type { NewPlot, PlotFile, PlotFileFindings, PlotView } from './plots.schemas.ts';

const SQUARE_METRES_PER_HECTARE = 10_000;
const LARGEST_HECTARES = 10_000;
const FINDINGS_SHOWN = 200;

export function plotView(plot: Plot): PlotView {
  const { id, name, crop, cultivar, polygon, geometryHash: hash } = plot;
  const areaHectares = Number((plot.areaSquareMetres / SQUARE_METRES_PER_HECTARE).toFixed(4));
  return { id, name, crop, cultivar, polygon, areaHectares, geometryHash: hash };
}

@Injectable()
export class PlotsService {
  constructor(private readonly unit: UnitOfWork) {}

  async create(actor: Actor, input: NewPlot): Promise<Plot> {
    requireSound(input.polygon);
    const area = areaSquareMetres(input.polygon);
    if (area < 1 || area > LARGEST_HECTARES * SQUARE_METRES_PER_HECTARE)
      throw new Problem('invalid-input', `The plot's area must lie between 1 m² and ${LARGEST_HECTARES} ha.`);
    const hash = geometryHash(input.polygon);
    const plots = this.unit.repository(Plot);
    if (await plots.existsBy({ organisationId: actor.organisationId, geometryHash: hash }))
      throw new Problem('conflict', 'A plot with this very boundary is already recorded.');
    requireApart(input.polygon, await this.list(actor));
    return plots.save({
      id: randomUUID(),
      organisationId: actor.organisationId,
      ...input,
      areaSquareMetres: area,
      geometryHash: hash,
    });
  }

  /** What is wrong with a file of plots; nothing of it is kept. */
  check({ name, text }: PlotFile): PlotFileFindings {
    const findings = checkPlotFile(name, text);
    const shown = findings.slice(0, FINDINGS_SHOWN);
    return {
      usable: findings.length === 0,
      findings: shown.map((one) => ({ ...one, title: PLOT_FINDINGS[one.code] })),
    };
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
