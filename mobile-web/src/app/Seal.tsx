/** The mark: a cinnabar seal with the character for "field". */
export function Seal({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" className="seal-mark">
      <rect x="3" y="3" width="58" height="58" rx="12" />
      <path d="M18 19h28v27H18zM32 19v27M18 32.5h28" />
    </svg>
  );
}
