import { type Locale, localeOf } from '../messages/locale.ts';
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
  const locale = localeOf(context);
  const { messages, pack } = locale;
  const several = context.many || decisions.length !== 1;
  const parts = decisions.map((item, index) => ({
    item,
    id: several ? `d${index + 1}-` : '',
    title: item.title ?? (several ? messages.decision(index + 1) : pack.title),
  }));
  const title = several ? messages.decisions : (parts[0]?.title ?? '');
  const body = several
    ? html`<nav aria-label="${messages.decisions}">
${list(parts.map(({ item, id, title }) => html`<a href="#${id}title">${title}</a> <span>${resultOf(locale, item.decision)}</span>`))}
</nav>
${parts.map(
  ({ item, id, title }) => html`<article aria-labelledby="${id}title">
<h2 id="${id}title">${title}</h2>
${sections(locale, item, id, 'h3')}
</article>`,
)}`
    : html`${parts.map(({ item, id }) => sections(locale, item, id, 'h2'))}`;
  const rules = [...new Set(decisions.map(({ decision: { rules } }) => `${rules.id} ${rules.version} (${rules.digest})`))];
  return html`<!doctype html>
<html lang="${context.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${several || !decisions[0] ? title : `${title}${messages.colon}${resultOf(locale, decisions[0].decision)}`}</title>
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
<footer>${messages.rules}${messages.colon}${rules.join(messages.otherChange)}</footer>
</div>
</body>
</html>
`.text;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

type Heading = 'h2' | 'h3';

function resultOf({ names, messages }: Locale, { recommendation }: Decision): string {
  return recommendation ? names.offering(recommendation.service, recommendation.variant) : messages.notDecided;
}

/** The parts of one decision, from what an architect needs first to what is looked up; empty ones are left out. */
function sections(locale: Locale, { decision, repeat, asks = [] }: DecisionItem, id: string, heading: Heading): Markup {
  const { messages } = locale;
  const { recommendation, warnings, lookAlso } = decision;
  const unmet = warnings.filter(({ code }) => code === 'unmet-requirement');
  const others = warnings.filter((warning) => !unmet.includes(warning));
  const parts: readonly (readonly [name: string, title: string, body: Markup])[] = [
    ['why', messages.why, list(recommendation?.because.map((text) => html`${text}`) ?? [])],
    ['warnings', messages.warnings, warningList(locale, others)],
    ['way', messages.path, wayList(locale, decision)],
    ['held', messages.held, heldTable(locale, decision)],
    ['assumed', messages.assumed, assumedTable(locale, decision)],
    ['flips', messages.flips, flipParts(locale, decision)],
    ['candidates', messages.candidates, candidateParts(locale, decision)],
    [
      'look-also',
      messages.lookAlso,
      list(lookAlso.map(({ name, text, source }) => html`${link(name, source)}${messages.colon}${text}`)),
    ],
    ['monitoring', messages.monitoring, metricTable(locale, decision)],
    ['repeat', messages.repeat, repeat === null ? nothing : html`<pre><code>${repeat}</code></pre>`],
  ];
  return html`${
    unmet.length === 0
      ? nothing
      : html`<section class="unmet">
${headingOf(heading, `${id}unmet`, messages.unmet)}
${unmet.map(({ text, source }) => html`<p>${withSource(locale, text, source)}</p>`)}
</section>
`
  }${recommendation ? recommended(locale, recommendation, id, heading) : undecided(locale, decision, asks, id, heading)}
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

function recommended(locale: Locale, recommendation: Recommendation, id: string, heading: Heading): Markup {
  const { messages, names, pack } = locale;
  const { service, variant, with: companions, pattern, summary } = recommendation;
  const url = (of: string): string | undefined => pack.services.find((each) => each.id === of)?.url;
  const known = pattern === null ? undefined : pack.patterns[pattern];
  const more: [string, Markup][] = [];
  if (companions.length > 0) {
    const links = companions.map((each) => {
      const address = url(each.split('/', 1)[0] as string) ?? pack.neighbours[each]?.url;
      return link(names.companion(each), address);
    });
    more.push([messages.with, list(links, 'changes')]);
  }
  if (known)
    more.push([messages.pattern, html`<strong>${link(known.name, known.source)}</strong>${messages.colon}${known.text}`]);
  else if (pattern !== null) more.push([messages.pattern, html`${pattern}`]);
  for (const key of ['tradeOffs', 'cost'] as const) {
    if (recommendation[key].length > 0) more.push([messages[key], html`${messages.sentences(recommendation[key])}`]);
  }
  return html`<section class="result">
${headingOf(heading, `${id}result`, messages.recommended)}
<p class="name">${link(names.offering(service, variant), url(service))}</p>
<p>${summary}</p>
${more.length === 0 ? nothing : html`<dl>${more.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`}
</section>`;
}

/** What can still come out, the question to answer first, and how to answer it. */
function undecided(locale: Locale, { open }: Decision, asks: readonly string[], id: string, heading: Heading): Markup {
  const { messages, names, pack, flag } = locale;
  const ask = open?.ask ?? '';
  const values = pack.questions.find((question) => question.id === ask)?.values ?? [];
  const others = asks.filter((other) => other !== ask);
  const question = (of: string): Markup => html`${names.ask(of)}<br><code>${flag(of)}</code>`;
  const more: readonly (readonly [string, Markup])[] = [
    [messages.stillPossible, html`${messages.and((open?.possible ?? []).map(names.service))}`],
    [
      messages.answerFirst,
      html`<p><strong>${names.ask(ask)}</strong><br><code>${flag(ask)}</code></p><p>${open?.why ?? ''}</p>${list(
        values.map(({ value }) => html`<code>${value}</code> ${names.value(ask, value)}`),
      )}`,
    ],
    [messages.thenAlso, list(others.map(question))],
  ];
  return html`<section class="result open">
${headingOf(heading, `${id}result`, messages.status)}
<p class="name">${messages.notDecided}</p>
<dl>${more.filter(([, text]) => text.text !== '').map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
</section>`;
}
