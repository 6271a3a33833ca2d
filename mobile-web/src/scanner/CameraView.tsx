import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const FRAME_MS = 150;
/** The camera sees the same label many times a second; it says it again only after it was out of sight this long. */
const OUT_OF_SIGHT_MS = 1_500;
const LONGEST_EDGE = 960;

/** Reads codes from the camera until it is closed. The decoder (1 MB) is fetched only when this opens. */
export function CameraView({ onCode }: { onCode: (text: string) => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef(onCode);
  const [state, setState] = useState<'loading' | 'live' | 'denied'>('loading');
  useEffect(() => {
    report.current = onCode;
  }, [onCode]);

  useEffect(() => {
    const view = video.current;
    if (!view) return undefined;
    const closing = new AbortController();
    watch(
      view,
      closing.signal,
      (text) => {
        report.current(text);
      },
      () => {
        setState('live');
      },
    ).catch(() => {
      if (!closing.signal.aborted) setState('denied');
    });
    return () => {
      closing.abort();
    };
  }, []);

  return (
    <div className="camera">
      <video ref={video} playsInline muted aria-label={t('scanner.cameraView')} hidden={state === 'denied'} />
      <p role="status" className="soft">
        {state === 'loading' && t('scanner.cameraLoading')}
        {state === 'denied' && t('scanner.cameraDenied')}
      </p>
    </div>
  );
}

async function watch(
  view: HTMLVideoElement,
  closing: AbortSignal,
  onCode: (text: string) => void,
  onLive: () => void,
): Promise<void> {
  const { decodeFrame, prepareDecoder } = await import('./decoder.ts');
  prepareDecoder();
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  });
  const stop = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  const isOpen = (): boolean => !closing.aborted;
  closing.addEventListener('abort', stop);
  if (!isOpen()) {
    stop();
    return;
  }
  view.srcObject = stream;
  await view.play();
  onLive();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this device cannot read camera pictures');
  const lastSeen = new Map<string, number>();
  while (isOpen()) {
    await new Promise((resolve) => window.setTimeout(resolve, FRAME_MS));
    const scale = Math.min(1, LONGEST_EDGE / Math.max(view.videoWidth, view.videoHeight, 1));
    canvas.width = Math.max(1, Math.round(view.videoWidth * scale));
    canvas.height = Math.max(1, Math.round(view.videoHeight * scale));
    context.drawImage(view, 0, 0, canvas.width, canvas.height);
    for (const text of await decodeFrame(context.getImageData(0, 0, canvas.width, canvas.height))) {
      const now = performance.now();
      const before = lastSeen.get(text);
      lastSeen.set(text, now);
      if (before === undefined || now - before > OUT_OF_SIGHT_MS) onCode(text);
    }
  }
}
