import type { LocaleOptions } from '../messages/locale.ts';
import type { Article, ArticleContext } from './article.ts';
import type { RenderContext } from './context.ts';

/** A format: a pure function that returns a string ending in one newline. */
export type Render<T> = (value: T, context: RenderContext) => string;

/** Formats by name, each loaded on demand. */
export type Formats<T> = Readonly<Record<string, () => Promise<{ readonly render: Render<T> }>>>;

type ToArticle<T> = (value: T, context: ArticleContext) => Article;

/**
 * The formats for a value that people read as an article.
 *
 * @param load loads the function that turns the value into an article
 */
export function articleFormats<T>(load: () => Promise<ToArticle<T>>) {
  return {
    text: async () => {
      const { articleText } = await import('./text/article-text.ts');
      const toArticle = await load();
      const render: Render<T> = (value, context) =>
        articleText(toArticle(value, { ...context, explain: context.explain ?? false }), context);
      return { render };
    },
    json: async () => ({ render: (await import('./values.ts')).valueJson }),
    yaml: async () => ({ render: (await import('./values.ts')).valueYaml }),
    markdown: async () => {
      const { articleMarkdown } = await import('./markdown/article-markdown.ts');
      return { render: whole(await load(), articleMarkdown) };
    },
  } as const satisfies Formats<T>;
}

/** A format that never shortens. */
export function whole<T>(toArticle: ToArticle<T>, show: (article: Article, context: LocaleOptions) => string): Render<T> {
  return (value, context) => show(toArticle(value, { ...context, explain: true }), context);
}
