import type { Pack } from '../model/pack.ts';
import { digestOf } from './digest.ts';
import { type PackSource, type Texts, textKeys } from './pack-source.ts';

const texts: ReadonlySet<string> = new Set(textKeys);

/** A pack in one language; in the pack's first language if it does not have that one. */
export function localize(source: PackSource, lang: string): Pack {
  const chosen = source.languages.includes(lang) ? lang : (source.languages[0] ?? '');
  const { layers: _, places: __, cases: ___, inheritedTexts: ____, written: _____, topics, ...content } = source;
  let digest: string | null = null;
  const pack = {
    ...(inLanguage(content, chosen) as object),
    topics: Object.fromEntries(Object.entries(topics).map(([id, name]) => [id, name[chosen] ?? ''])),
    lang: chosen,
    // Lazy: for a large pack it takes longer than everything else, and many uses do not need it.
    get digest() {
      digest ??= digestOf(source);
      return digest;
    },
  };
  // TypeScript cannot distinguish texts by language from other records of strings.
  return pack as unknown as Pack;
}

/** A value with its texts in one language. */
function inLanguage(value: unknown, lang: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, lang));
  const found: Record<string, unknown> = {};
  // Avoids `Object.entries`, since a large pack has hundreds of thousands of entries.
  for (const key of Object.keys(value)) {
    const part: unknown = (value as Record<string, unknown>)[key];
    if (!texts.has(key)) found[key] = inLanguage(part, lang);
    else if (Array.isArray(part)) found[key] = part.map((each) => (isTexts(each) ? (each[lang] ?? '') : inLanguage(each, lang)));
    else found[key] = isTexts(part) ? (part[lang] ?? '') : inLanguage(part, lang);
  }
  return found;
}

/** Whether a value is a text. If an author's id equals a text key, the value is a thing, which has more than strings. */
function isTexts(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}
