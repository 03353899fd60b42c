import { articleFormats, type Formats, whole } from '../output/article-formats.ts';
import type { Overview } from './index.ts';

const article = () => import('./overview-article.ts');

/** The formats of `overview` by name. */
export const overviewFormats = {
  ...articleFormats<Overview>(async () => (await article()).overviewArticle),
  mermaid: async () => {
    const { mermaidOf } = await import('./diagram.ts');
    const { overviewLocale } = await import('./overview-locale.ts');
    return { render: (report, context) => mermaidOf(report, overviewLocale(report, context)) };
  },
  html: async () => {
    const { articleHtml } = await import('../output/html/article-html.ts');
    return { render: whole((await article()).overviewArticle, articleHtml) };
  },
} as const satisfies Formats<Overview>;
