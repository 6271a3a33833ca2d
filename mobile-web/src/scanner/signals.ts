/** Short sounds a keeper tells apart without looking: high for counted, low and double for refused. */
export type Signal = 'good' | 'case' | 'bad';

const TONES: Record<Signal, readonly { hertz: number; at: number; seconds: number }[]> = {
  good: [{ hertz: 1_320, at: 0, seconds: 0.08 }],
  case: [
    { hertz: 880, at: 0, seconds: 0.08 },
    { hertz: 1_320, at: 0.1, seconds: 0.1 },
  ],
  bad: [
    { hertz: 220, at: 0, seconds: 0.16 },
    { hertz: 220, at: 0.22, seconds: 0.2 },
  ],
};

let audio: AudioContext | undefined;

/** Plays a signal and shakes the phone on a refusal. A device without sound or motor stays silent. */
export function signal(kind: Signal): void {
  if (kind === 'bad' && 'vibrate' in navigator) navigator.vibrate([80, 60, 120]);
  if (!('AudioContext' in window)) return;
  audio ??= new AudioContext();
  for (const tone of TONES[kind]) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    const start = audio.currentTime + tone.at;
    oscillator.frequency.value = tone.hertz;
    oscillator.type = kind === 'bad' ? 'square' : 'sine';
    gain.gain.setValueAtTime(0.18, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + tone.seconds);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(start + tone.seconds);
  }
}
