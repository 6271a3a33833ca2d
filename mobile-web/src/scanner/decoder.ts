import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

const OPTIONS = {
  formats: ['QRCode', 'DataMatrix', 'Code128', 'DataBar', 'DataBarExpanded'] as const,
  tryHarder: true,
  maxNumberOfSymbols: 4,
  textMode: 'Plain' as const,
};

/** Starts the barcode reader from our own server: no other site is asked for anything. */
export function prepareDecoder(): void {
  void prepareZXingModule({
    overrides: { locateFile: (name: string, prefix: string) => (name.endsWith('.wasm') ? wasmAddress : prefix + name) },
    fireImmediately: true,
  });
}

/** The texts of the codes in one camera picture. */
export async function decodeFrame(frame: ImageData): Promise<string[]> {
  const found = await readBarcodes(frame, { ...OPTIONS, formats: [...OPTIONS.formats] });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
