/** Two characters that differ in every Chinese font, and look alike only as the "missing character" box. */
const PROBE = ['田', '证'] as const;

function drawn(context: CanvasRenderingContext2D, character: string): string {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.fillText(character, 2, 26);
  return context.getImageData(0, 0, width, height).data.join();
}

function deviceHasHan(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 32;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.font = '24px sans-serif';
  return drawn(context, PROBE[0]) !== drawn(context, PROBE[1]);
}

/**
 * Brings Noto Sans SC, cut in unicode-range subsets, to a device that cannot draw Chinese.
 * Phones sold in China never download it: the style sheet alone would weigh 31 kB compressed.
 */
export function ensureHan(): void {
  if (deviceHasHan()) return;
  document.fonts.addEventListener('loadingdone', shapeAnew);
  void import('./han.css');
}

let rounds = 0;

/**
 * Chromium keeps some text as it was shaped before a subset arrived; a feature that no font has, new each time,
 * makes it shape again and changes nothing else.
 */
function shapeAnew(): void {
  rounds += 1;
  document.body.style.fontFeatureSettings = `"fs00" ${String(rounds)}`;
}
