const { PI, cos, sin } = Math;

/** The log-Gabor bank: what the ONNX graph holds and what the matcher must know about it (Field 1987). */
export const BANK = {
  /** Centre wavelengths in frame pixels. */
  wavelengths: [11, 20],
  orientations: 4,
  /** Ratio of the Gaussian's deviation to the centre frequency: 0.55 is about two octaves. */
  sigmaOnF: 0.55,
  /** Kernel side in pixels (odd). */
  kernel: 41,
  /** Distance of two code sites in pixels; the first site lies at (kernel - 1) / 2. */
  stride: 10,
  /** Sites along one side of the frame. */
  sites: 48,
} as const;

export const FILTERS = BANK.wavelengths.length * BANK.orientations;

/** Wave vector of each filter in radians per frame pixel, in the order of the graph's channels. */
export const WAVES: readonly { x: number; y: number }[] = BANK.wavelengths.flatMap((wavelength) =>
  Array.from({ length: BANK.orientations }, (_, o) => {
    const angle = (o * PI) / BANK.orientations;
    const k = (2 * PI) / wavelength;
    return { x: k * cos(angle), y: k * sin(angle) };
  }),
);
