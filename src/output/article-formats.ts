import type { Article, Articles } from './article.ts';
import type { RenderContext } from './context.ts';
import { articlesMarkdown } from './markdown/markdown.ts';
import { articleText } from './text/article-text.ts';
import { valueJson, valueYaml } from './values.ts';

/** A format: a pure function that returns a string ending in one newline. */
export type Render<T> = (value: T, context: RenderContext) => string;

export type Formats<T> = Readonly<Record<string, Render<T>>>;

type ToArticle<T> = (value: T, context: RenderContext) => Article;

/** The formats for a value that people read as an article. */
export function articleFormats<T>(toArticle: ToArticle<T>) {
  const text: Render<T> = (value, context) => articleText(toArticle(value, context), context);
  return { text, json: valueJson, yaml: valueYaml, markdown: whole(toArticle, articlesMarkdown) } as const satisfies Formats<T>;
}

/** A format that never shortens. */
export function whole<T>(toArticle: ToArticle<T>, show: (page: Articles, context: RenderContext) => string): Render<T> {
  return (value, context) => show({ heading: null, articles: [toArticle(value, { ...context, explain: true })] }, context);
}
