import type { Render } from '../catalog/service-words.ts';
import { drawSvg } from '../output/drawing.ts';
import { diagramOf } from './diagram.ts';
import type { SystemReport } from './index.ts';
import { systemWordsOf } from './words.ts';

/** All links as a picture that stands alone; what could be shared has the same number. */
export const render: Render<SystemReport> = (report, context) => {
  const words = systemWordsOf(report, context);
  const { applications, links, arrows, groups } = diagramOf(report, words);
  const numbers = new Map(groups.flatMap((group, index) => group.links.map((link) => [link, index + 1] as const)));
  return drawSvg({
    title: `${words.of.title}${words.labels.colon}${words.of.counts(report.counts)}`,
    direction: 'LR',
    boxes: [
      ...applications.map(({ id, name }) => ({ id, lines: [name], className: 'box', radius: 10 })),
      ...links.map((link) => {
        const number = numbers.get(link);
        const shared = number === undefined ? [] : [words.labels.inBrackets(words.of.couldShare, String(number))];
        return { id: link.id, lines: [...link.lines, ...shared], className: link.decided ? 'leaf' : 'box missed', radius: 2 };
      }),
    ],
    arrows: arrows.map(({ from, to }, index) => ({ id: String(index), from, to, label: '', className: 'plain' })),
  });
};
