import type { Render } from './catalog-locale.ts';
import type { ServiceMap } from './service-map.ts';
import type { Card, Comparison, ServiceList } from './services.ts';

/** Formats by name, each loaded when it is asked for. */
export type Formats<T> = Readonly<Record<string, () => Promise<{ readonly render: Render<T> }>>>;

const values = {
  json: async () => ({ render: (await import('../output/values.ts')).valueJson }),
  yaml: async () => ({ render: (await import('../output/values.ts')).valueYaml }),
};
const text = () => import('./services-text.ts');
const markdown = () => import('./services-markdown.ts');

export const listFormats = {
  text: async () => ({ render: (await text()).listText }),
  ...values,
  markdown: async () => ({ render: (await markdown()).listMarkdown }),
} as const satisfies Formats<ServiceList>;

export const cardFormats = {
  text: async () => ({ render: (await import('./card-text.ts')).cardText }),
  ...values,
  markdown: async () => ({ render: (await markdown()).cardMarkdown }),
} as const satisfies Formats<Card>;

export const compareFormats = {
  text: async () => ({ render: (await text()).comparisonText }),
  ...values,
  markdown: async () => ({ render: (await markdown()).comparisonMarkdown }),
} as const satisfies Formats<Comparison>;

export const mapFormats = {
  text: async () => ({ render: (await text()).mapText }),
  ...values,
  markdown: async () => ({ render: (await markdown()).mapMarkdown }),
} as const satisfies Formats<ServiceMap>;
