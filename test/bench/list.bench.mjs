import { inWindow } from './in-window.mjs';
import { percentile } from './workbook/measure.mjs';

/**
 * The list with 1,000 sheets in the real window: how long a frame takes while it is scrolled from end to end, against the same
 * window at rest in turns. Smooth is at most one frame of a screen of 60 more.
 */
const items = 1000;
const rounds = 5;
const frames = 120;
const limit = 1000 / 60;

const [rest, scrolled, rows] = await inWindow(items, async (page) => {
  const times = { rest: [], scrolled: [] };
  let most = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['rest', 'scrolled']) {
      const { intervals, shown } = await page.evaluate(
        async ([count, isScrolled]) => {
          const frame = () => new Promise((resolve) => void requestAnimationFrame(resolve));
          const list = document.querySelector('[role="listbox"]');
          const scroller = [list, list.parentElement, ...list.querySelectorAll('*')].find(
            (element) => element.scrollHeight > element.clientHeight * 5,
          );
          const step = (scroller.scrollHeight - scroller.clientHeight) / count;
          const found = [];
          let rowsShown = 0;
          scroller.scrollTop = 0;
          let before = await frame();
          for (let i = 1; i <= count; i += 1) {
            if (isScrolled) scroller.scrollTop = step * i;
            const now = await frame();
            found.push(now - before);
            before = now;
            rowsShown = Math.max(rowsShown, document.querySelectorAll('.item-row').length);
          }
          return { intervals: found, shown: rowsShown };
        },
        [frames, kind === 'scrolled'],
      );
      times[kind].push(...intervals);
      most = Math.max(most, shown);
    }
  }
  return [percentile(times.rest, 0.95), percentile(times.scrolled, 0.95), most];
});
const beyond = scrolled - rest;
console.log(
  `scrolling ${items} sheets: frames of ${scrolled.toFixed(1)} ms, at rest ${rest.toFixed(1)} ms (p95 of ${rounds * frames} each; limit ${limit.toFixed(1)} ms beyond); at most ${rows} rows in the document`,
);
process.exitCode = beyond <= limit && rows < 100 ? 0 : 1;
