import type { Card, ServiceList } from './card.ts';
import type { Render } from './catalog-locale.ts';
import type { Comparison } from './comparison.ts';
import type { ServiceMap } from './service-map.ts';

/** Formats by name, each loaded when it is asked for. */
export type Formats<T> = Readonly<Record<string, () => Promise<{ readonly render: Render<T> }>>>;

const values = {
  json: async () => ({ render: (await import('../output/values.ts')).valueJson }),
  yaml: async () => ({ render: (await import('../output/values.ts')).valueYaml }),
};

export const listFormats = {
  text: () => import('./service-list-text.ts'),
  ...values,
  markdown: () => import('./service-list-markdown.ts'),
} as const satisfies Formats<ServiceList>;

export const cardFormats = {
  text: () => import('./service-card-text.ts'),
  ...values,
  markdown: () => import('./service-card-markdown.ts'),
} as const satisfies Formats<Card>;

export const compareFormats = {
  text: () => import('./compare-text.ts'),
  ...values,
  markdown: () => import('./compare-markdown.ts'),
} as const satisfies Formats<Comparison>;

export const mapFormats = {
  text: () => import('./map-text.ts'),
  ...values,
  markdown: () => import('./map-markdown.ts'),
} as const satisfies Formats<ServiceMap>;
