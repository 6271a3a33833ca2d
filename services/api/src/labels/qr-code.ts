import { create, toBuffer, toString } from 'qrcode';

/** GS1 General Specifications 5.7: QR Code of level M with four modules of quiet zone. */
const LEVEL = 'M';
export const QUIET_ZONE_MODULES = 4;

export function qrSvg(text: string): Promise<string> {
  return toString(text, { type: 'svg', errorCorrectionLevel: LEVEL, margin: QUIET_ZONE_MODULES });
}

/** @param width of the picture in pixels, quiet zone included */
export function qrPng(text: string, width: number): Promise<Buffer> {
  return toBuffer(text, { type: 'png', errorCorrectionLevel: LEVEL, margin: QUIET_ZONE_MODULES, width });
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
