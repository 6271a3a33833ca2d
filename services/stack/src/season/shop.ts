import { Certificate, Created, Sale, type PressedItem } from './answers.ts';
import type { SeasonContext } from './context.ts';
import { CAKE_GTIN } from './field.ts';

const GRADES = [
  { grade: '特级', score: 95 },
  { grade: '特级', score: 93 },
  { grade: '一级', score: 89 },
];

/** Each cake is graded, sold and gets its graduation certificate; the buyer of the first one reviews it. */
export async function gradeAndSell(season: SeasonContext, items: readonly PressedItem[]): Promise<void> {
  const assessor = await season.as('assessor');
  const factory = await season.as('processor');
  for (const [i, { serial }] of items.entries()) {
    const item = `/items/${CAKE_GTIN}/${serial}`;
    const grading = { ...GRADES[i % GRADES.length], method: 'GB/T 23776-2018', gradedAt: season.minutesBefore(12) };
    await assessor.post(`${item}/gradings`, grading, `grading ${serial}`, Created);
    const sale = await factory.post(
      `${item}/sales`,
      { soldAt: season.minutesBefore(6), place: '昆明翠湖店' },
      `sale ${serial}`,
      Sale,
    );
    await assessor.post(`${item}/graduation`, {}, `graduation ${serial}`, Certificate);
    if (i > 0) continue;
    const review = { code: sale.reviewCode, rating: 5, text: '茶汤透亮，回甘明显，扫码就能看到整条路。' };
    await season.anybody().post(`${item}/reviews`, review, `review ${serial}`, Created);
  }
}
