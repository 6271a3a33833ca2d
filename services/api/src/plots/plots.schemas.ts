import { z } from 'zod';
import { words } from '../platform/schemas.ts';

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const samePlace = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/** One ring, closed, without holes (RFC 7946 section 3.1.6). */
export const Polygon = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z.tuple([
    z
      .array(Position)
      .min(4, 'a boundary needs at least three corners')
      .max(2000)
      .refine((ring) => samePlace(ring[0], ring.at(-1)), 'the boundary must end where it starts'),
  ]),
});
export type Polygon = z.infer<typeof Polygon>;

export const NewPlot = z
  .strictObject({
    name: words(80),
    crop: words(40),
    cultivar: words(80),
    polygon: Polygon,
  })
  .meta({
    examples: [
      {
        name: '东坡',
        crop: 'tea',
        cultivar: '云抗10号',
        polygon: {
          type: 'Polygon',
          coordinates: [
            [
              [100.1, 24.4],
              [100.1014, 24.4],
              [100.1, 24.4013],
              [100.1, 24.4],
            ],
          ],
        },
      },
    ],
  });
export type NewPlot = z.infer<typeof NewPlot>;

/** A file of plots as farms and traders exchange it; GeoJSON (RFC 7946), KML 2.2 or CSV, told by its ending. */
export const PlotFile = z.strictObject({ name: words(200), text: z.string().min(1).max(900_000) }).meta({
  examples: [{ name: 'plots.csv', text: 'plot_id,latitude,longitude\nCN-YN-0001,24.400312,100.100125\n' }],
});
export type PlotFile = z.infer<typeof PlotFile>;

export const PlotFileFindings = z.object({
  usable: z.boolean(),
  findings: z
    .array(
      z.object({
        code: z.string(),
        title: z.string(),
        pointer: z.string().describe('JSON pointer in GeoJSON, /placemarks/n in KML, /rows/n in CSV, from 0'),
        detail: z.string(),
      }),
    )
    .describe('the first 200'),
});
export type PlotFileFindings = z.infer<typeof PlotFileFindings>;

export const PlotView = z.object({
  id: z.uuid(),
  name: z.string(),
  crop: z.string(),
  cultivar: z.string(),
  polygon: Polygon,
  areaHectares: z.number(),
  geometryHash: z.string(),
});
export type PlotView = z.infer<typeof PlotView>;
export const PlotList = z.object({ plots: z.array(PlotView) });
