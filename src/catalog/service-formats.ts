import { articleFormats } from '../output/article-formats.ts';
import type { ServiceMap } from './service-map.ts';
import type { Card, Comparison, ServiceList } from './services.ts';

const articles = () => import('./catalog-articles.ts');

export const listFormats = articleFormats<ServiceList>(async () => (await articles()).listArticle);
export const cardFormats = articleFormats<Card>(async () => (await import('./card-article.ts')).cardArticle);
export const compareFormats = articleFormats<Comparison>(async () => (await articles()).comparisonArticle);
export const mapFormats = articleFormats<ServiceMap>(async () => (await articles()).mapArticle);
