const { cos, sin } = Math;

/** A pinhole camera over the table: maps picture pixels to the table plane. */
export interface Camera {
  /** Turn about the optical axis, radians. */
  turn: number;
  /** Tilt from straight above, radians, and the direction it leans to. */
  tilt: number;
  lean: number;
  /** Table units per picture pixel in the middle. */
  scale: number;
  /** Picture point under which the middle of the table lies, in pixels from the picture's middle. */
  offsetX: number;
  offsetY: number;
}

/** Distance of the camera in picture widths: sets how strongly a tilt converges. */
const DISTANCE = 1.9;

/** Table point (relative to its middle) seen at picture pixel (u, v) of a square picture. */
export function tablePoint(camera: Camera, side: number, u: number, v: number): [number, number] {
  const x = (u - side / 2 - camera.offsetX) * camera.scale;
  const y = (v - side / 2 - camera.offsetY) * camera.scale;
  const c = cos(camera.lean);
  const s = sin(camera.lean);
  const p = x * c + y * s;
  const q = y * c - x * s;
  // Intersection of the ray through (p, q) with a plane tilted about the q axis.
  const d = DISTANCE * side * camera.scale;
  const w = cos(camera.tilt) - (p / d) * sin(camera.tilt);
  const a = p / w;
  const b = (q * cos(camera.tilt)) / w;
  const tx = a * c - b * s;
  const ty = a * s + b * c;
  const ct = cos(camera.turn);
  const st = sin(camera.turn);
  return [tx * ct - ty * st, tx * st + ty * ct];
}
