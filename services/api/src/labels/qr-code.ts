import { create, toString } from 'qrcode';
import sharp from 'sharp';

/** GS1 General Specifications 5.7: QR Code of level M with four modules of quiet zone. */
const LEVEL = 'M';
export const QUIET_ZONE_MODULES = 4;

export function qrSvg(text: string): Promise<string> {
  return toString(text, { type: 'svg', errorCorrectionLevel: LEVEL, margin: QUIET_ZONE_MODULES });
}

/**
 * The symbol as a picture of whole pixels a module, drawn off the event loop.
 * @param width of the picture in pixels, quiet zone included; it grows where a module would be less than a pixel
 */
export function qrPng(text: string, width: number): Promise<Buffer> {
  const { modules } = create(text, { errorCorrectionLevel: LEVEL });
  const { size } = modules;
  const scale = Math.max(1, Math.floor(width / (size + 2 * QUIET_ZONE_MODULES)));
  const side = Math.max(width, scale * (size + 2 * QUIET_ZONE_MODULES));
  const before = Math.floor((side - scale * size) / 2);
  const after = side - scale * size - before;
  const grey = Buffer.from(Array.from(modules.data, (dark) => (dark === 1 ? 0 : 255)));
  return sharp(grey, { raw: { width: size, height: size, channels: 1 } })
    .resize(scale * size, scale * size, { kernel: 'nearest' })
    .extend({ top: before, left: before, bottom: after, right: after, background: '#fff' })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

/** A run of dark modules of one row. */
export interface ModuleRun {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** The symbol as runs of dark modules, for drawing. `size` is its side in modules, without quiet zone. */
export function qrRuns(text: string): { readonly size: number; readonly runs: readonly ModuleRun[] } {
  const { modules } = create(text, { errorCorrectionLevel: LEVEL });
  const runs: ModuleRun[] = [];
  for (let y = 0; y < modules.size; y++) {
    let start: number | undefined;
    for (let x = 0; x <= modules.size; x++) {
      const isDark = x < modules.size && modules.get(y, x) === 1;
      if (isDark) start ??= x;
      else if (start !== undefined) {
        runs.push({ x: start, y, length: x - start });
        start = undefined;
      }
    }
  }
  return { size: modules.size, runs };
}
