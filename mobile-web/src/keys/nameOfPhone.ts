const MAKES = [/iPhone|iPad/, /HarmonyOS|HUAWEI|HONOR/i, /Android/, /Windows/, /Macintosh/, /Linux/];
const LONGEST = 60;

/** What a phone is called in lists: its owner and its make, as far as the browser tells. */
export function nameOfPhone(userAgent: string, owner: string): string {
  const make = MAKES.map((pattern) => pattern.exec(userAgent)?.[0]).find((found) => found !== undefined);
  return [owner.slice(0, LONGEST - 20), make ?? 'Web'].join(' · ');
}
