import { type Words, wordsOf } from '../messages/words.ts';
import type { Decision, Recommendation } from '../model/decision.ts';
import type { DecisionContext, DecisionItem } from './context.ts';
import { html, link, list, Markup, nothing } from './html.ts';
import {
  assumedTable,
  candidateParts,
  flipParts,
  heldTable,
  metricTable,
  warningList,
  wayList,
  withSource,
} from './html-parts.ts';
import { style } from './html-style.ts';

/** Decisions as one page that stands alone: it runs no script and fetches nothing, whatever the texts of a pack are. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const words = wordsOf(context);
  const { labels, pack } = words;
  const several = context.many || decisions.length !== 1;
  const parts = decisions.map((item, index) => ({
    item,
    id: several ? `d${index + 1}-` : '',
    title: item.title ?? (several ? labels.decision(index + 1) : pack.title),
  }));
  const title = several ? labels.decisions : (parts[0]?.title ?? '');
  const body = several
    ? html`<nav aria-label="${labels.decisions}">
${list(parts.map(({ item, id, title }) => html`<a href="#${id}title">${title}</a> <span>${resultOf(words, item.decision)}</span>`))}
</nav>
${parts.map(
  ({ item, id, title }) => html`<article aria-labelledby="${id}title">
<h2 id="${id}title">${title}</h2>
${sections(words, item, id, 'h3')}
</article>`,
)}`
    : html`${parts.map(({ item, id }) => sections(words, item, id, 'h2'))}`;
  const rules = [...new Set(decisions.map(({ decision: { rules } }) => `${rules.id} ${rules.version} (${rules.digest})`))];
  return html`<!doctype html>
<html lang="${context.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${several || !decisions[0] ? title : `${title}${labels.colon}${resultOf(words, decisions[0].decision)}`}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<div class="page">
<header>
<p class="kicker">${several || title !== pack.title ? pack.title : 'tsunagi'}</p>
<h1>${title}</h1>
</header>
<main>
${body}
</main>
<footer>${labels.rules}${labels.colon}${rules.join(labels.otherChange)}</footer>
</div>
</body>
</html>
`.text;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

type Heading = 'h2' | 'h3';

function resultOf({ names, labels }: Words, { recommendation }: Decision): string {
  return recommendation ? names.offering(recommendation.service, recommendation.variant) : labels.notDecided;
}

/** The parts of one decision, from what an architect needs first to what is looked up; empty ones are left out. */
function sections(words: Words, { decision, repeat, asks = [] }: DecisionItem, id: string, heading: Heading): Markup {
  const { labels } = words;
  const { recommendation, warnings, lookAlso } = decision;
  const unmet = warnings.filter(({ code }) => code === 'unmet-requirement');
  const others = warnings.filter((warning) => !unmet.includes(warning));
  const parts: readonly (readonly [name: string, title: string, body: Markup])[] = [
    ['why', labels.why, list(recommendation?.because.map((text) => html`${text}`) ?? [])],
    ['warnings', labels.warnings, warningList(words, others)],
    ['way', labels.path, wayList(words, decision)],
    ['held', labels.held, heldTable(words, decision)],
    ['assumed', labels.assumed, assumedTable(words, decision)],
    ['flips', labels.flips, flipParts(words, decision)],
    ['candidates', labels.candidates, candidateParts(words, decision)],
    [
      'look-also',
      labels.lookAlso,
      list(lookAlso.map(({ name, text, source }) => html`${link(name, source)}${labels.colon}${text}`)),
    ],
    ['monitoring', labels.monitoring, metricTable(words, decision)],
    ['repeat', labels.repeat, repeat === null ? nothing : html`<pre><code>${repeat}</code></pre>`],
  ];
  return html`${
    unmet.length === 0
      ? nothing
      : html`<section class="unmet">
${headingOf(heading, `${id}unmet`, labels.unmet)}
${unmet.map(({ text, source }) => html`<p>${withSource(words, text, source)}</p>`)}
</section>
`
  }${recommendation ? recommended(words, recommendation, id, heading) : undecided(words, decision, asks, id, heading)}
${parts
  .filter(([, , body]) => body.text !== '')
  .map(
    ([name, title, body]) => html`<section class="part">
${headingOf(heading, `${id}${name}`, title)}
<div class="body">
${body}
</div>
</section>`,
  )}`;
}

function headingOf(heading: Heading, id: string, text: string): Markup {
  return heading === 'h2' ? html`<h2 id="${id}">${text}</h2>` : html`<h3 id="${id}">${text}</h3>`;
}

function recommended(words: Words, recommendation: Recommendation, id: string, heading: Heading): Markup {
  const { labels, names, pack } = words;
  const { service, variant, with: companions, pattern, price, summary } = recommendation;
  const url = (of: string): string | undefined => pack.services.find((each) => each.id === of)?.url;
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const more: [string, Markup][] = [];
  if (companions.length > 0) {
    const links = companions.map((each) => {
      const address = url(each.split('/', 1)[0] as string) ?? pack.neighbours[each]?.source;
      return link(names.companion(each), address);
    });
    more.push([labels.with, list(links, 'changes')]);
  }
  if (known) more.push([labels.pattern, html`<strong>${link(known.name, known.source)}</strong>${labels.colon}${known.text}`]);
  else if (pattern !== null) more.push([labels.pattern, html`${pattern}`]);
  if (price.length > 0) more.push([labels.price, html`${labels.sentences(price)}`]);
  return html`<section class="result">
${headingOf(heading, `${id}result`, labels.recommended)}
<p class="name">${link(names.offering(service, variant), url(service))}</p>
<p>${summary}</p>
${more.length === 0 ? nothing : html`<dl>${more.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`}
</section>`;
}

/** What can still come out, the question to answer first, and how to answer it. */
function undecided(words: Words, { open }: Decision, asks: readonly string[], id: string, heading: Heading): Markup {
  const { labels, names, pack, flag } = words;
  const ask = open?.ask ?? '';
  const values = pack.questions.find((question) => question.id === ask)?.values ?? [];
  const others = asks.filter((other) => other !== ask);
  const question = (of: string): Markup => html`${names.ask(of)}<br><code>${flag(of)}</code>`;
  const more: readonly (readonly [string, Markup])[] = [
    [labels.stillPossible, html`${labels.and((open?.possible ?? []).map(names.service))}`],
    [
      labels.answerFirst,
      html`<p><strong>${names.ask(ask)}</strong><br><code>${flag(ask)}</code></p><p>${open?.why ?? ''}</p>${list(
        values.map(({ value }) => html`<code>${value}</code> ${names.value(ask, value)}`),
      )}`,
    ],
    [labels.thenAlso, list(others.map(question))],
  ];
  return html`<section class="result open">
${headingOf(heading, `${id}result`, labels.status)}
<p class="name">${labels.notDecided}</p>
<dl>${more.filter(([, text]) => text.text !== '').map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
</section>`;
}
