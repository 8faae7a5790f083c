import type { Benchmark } from '../harness/benchmark';
import { median, percentile } from '../harness/statistics';
import { timeText } from '../harness/texts';
import { longestTask, press, row, whenFirst, withSitting } from './sitting';

/** Typed as fast as people do who type fast. */
const TYPING_MILLISECONDS = 90;
const TEXTS = ['parser-1 -config', 'size:>50kB layer:3..9', 'is:removed', 'e', 'no such name'] as const;

/** As one types into the search box: 1,000,000 entries. */
export const typeSearch: Benchmark = {
  name: 'page-search',
  title: 'typing into the search box, 1,000,000 entries',
  run: (context) =>
    withSitting(context, 'page-million', async ({ open }) => {
      const paints: number[] = [];
      const tasks: number[] = [];
      const answers: number[] = [];
      let asked = 0;
      let dropped = 0;
      for (let round = 0; round < context.rounds; round++) {
        const { page, close } = await open();
        page.on('request', (request) => {
          if (request.url().includes('/search?')) asked++;
        });
        page.on('requestfailed', (request) => {
          if (request.url().includes('/search?')) dropped++;
        });
        await whenFirst(page, 'rows');
        await page.waitForLoadState('networkidle');
        await longestTask(page);
        for (const text of TEXTS) {
          await page.keyboard.press('Control+k');
          await page.keyboard.press('Control+a');
          for (const letter of text.slice(0, -1)) {
            paints.push((await press(page, letter === ' ' ? 'Space' : letter, 'painted')).paint);
            await page.waitForTimeout(TYPING_MILLISECONDS);
          }
          const { paint, done } = await press(page, text.slice(-1), 'found');
          paints.push(paint);
          answers.push(done);
        }
        tasks.push(await longestTask(page));
        await close();
      }
      context.say(
        `${asked} questions, ${dropped} of them dropped for the next; answers median ${timeText(median(answers))}`,
      );
      return [
        row('typing a search: p95 to the next paint', percentile(paints, 0.95), 'ms', 50, {
          measured: `after the last letter to the paths found: median ${timeText(median(answers))}, p95 ${timeText(percentile(answers, 0.95))}`,
        }),
        row('typing a search: longest task', Math.max(...tasks), 'ms', 100),
      ];
    }),
};
