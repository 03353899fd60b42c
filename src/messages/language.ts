/**
 * The messages of a language; English where there are none in it.
 *
 * @param messages the same messages in each language
 */
export function inLanguage<M>(lang: string, messages: { readonly en: M; readonly ja: M }): M {
  return lang === 'ja' ? messages.ja : messages.en;
}
