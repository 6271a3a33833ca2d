import type { Plot } from '../api/model.ts';
import { outlinePath } from '../plots/outline.ts';

/** A plot as people know it: by its shape. */
export function PlotPicture({ plot, size = 72 }: { plot: Plot; size?: number }) {
  const path = outlinePath(plot.polygon, 100, 8);
  return (
    <svg viewBox="0 0 100 100" width={size} height={size} className="plot-picture" aria-hidden="true">
      <defs>
        <pattern id="tea-rows" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(28)">
          <path d="M0 4.500h9" />
        </pattern>
      </defs>
      {path !== undefined && (
        <>
          <path d={path} className="plot-ground" />
          <path d={path} fill="url(#tea-rows)" className="plot-rows" />
        </>
      )}
    </svg>
  );
}
