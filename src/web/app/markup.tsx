import { type ComponentChild, Fragment, h } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Markup } from '../../output/html/html.ts';
import { Button } from './button.tsx';
import { useSession } from './session.ts';

/** The attributes and elements of decision pages; anything else in a text is dropped. */
const attributes = wordsOf('class id rel role scope tabindex open aria-label aria-labelledby viewBox width height x y rx d');
const elements = wordsOf(`section div p span strong code pre br wbr a h2 h3 h4 ul ol li dl dt dd table thead tbody tr th td
  details summary nav article blockquote svg g path rect text title`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Renders part of a decision page element by element, so that texts can only become texts. */
export function Html({ of }: { readonly of: Markup }) {
  const children = useMemo(() => childrenOf(new DOMParser().parseFromString(of.text, 'text/html').body), [of.text]);
  return <Fragment>{children}</Fragment>;
}

function childrenOf(node: Node): ComponentChild[] {
  return [...node.childNodes].map((child) => {
    if (child instanceof Element) return elementOf(child);
    return child instanceof Text ? child.data : null;
  });
}

function elementOf(element: Element): ComponentChild {
  const changes = element.getAttribute('data-change');
  if (changes !== null) return <ChangeButton changes={changes} label={element.textContent} />;
  const children = childrenOf(element);
  if (!elements.has(element.localName)) return children;
  const given = [...element.attributes].filter(({ name }) => attributes.has(name)).map(({ name, value }) => [name, value]);
  const address = element.getAttribute('href') ?? '';
  if (/^(https?:\/\/|#)/i.test(address)) given.push(['href', address]);
  return h(element.localName, Object.fromEntries(given), ...children);
}

/** A button that tries other answers. */
function ChangeButton({ changes, label }: { readonly changes: string; readonly label: string }) {
  const { tryOut } = useSession();
  return <Button class="try" on={() => tryOut(JSON.parse(changes))} label={label} />;
}
