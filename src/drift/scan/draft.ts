import type { Value } from '../../model/pack.ts';
import type { OfferingId } from '../../model/service-variant.ts';

/** An answer that a template gives, with what in it says so. */
export interface DraftAnswer {
  readonly value: Value;
  /** The resource and the property: `Orders: FifoQueue = true`. */
  readonly note: string;
}

/** One link as templates or an AsyncAPI document show it. */
export interface Draft {
  /** Another scan of the same link gives the same. */
  readonly id: string;
  readonly title: string;
  /** Who sends and who receives, as far as it is to be seen. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The resources that it consists of; null: a document that builds nothing. */
  readonly built: readonly string[] | null;
  /** What it is built as; null: it is not to be seen. */
  readonly offering: (OfferingId & { readonly with: readonly string[] }) | null;
  /** By question. */
  readonly answers: Readonly<Record<string, DraftAnswer>>;
  /** The answers are those of the decision that the template was made for, and so they are all. */
  readonly complete: boolean;
}

/** A name as ids of records are made: `OrdersQueue` is `orders-queue`. */
export function slugOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `A → Orders → B`; whoever is not known is left out. */
export function titleOf(from: readonly string[], name: string, to: readonly string[]): string {
  return [from.join(', '), name, to.join(', ')].filter((part) => part !== '').join(' → ');
}

/** Gives drafts whose ids are alike ids of their own: with the name of their file, else with a number. */
export function withUniqueIds(drafts: readonly { readonly draft: Draft; readonly file: string }[]): Draft[] {
  const count = (id: string): number => drafts.filter(({ draft }) => draft.id === id).length;
  const taken = new Set<string>();
  return drafts.map(({ draft, file }) => {
    const stem = slugOf(file.replace(/^.*\//, '').replace(/\.(template\.)?[^.]*$/, ''));
    const base = count(draft.id) > 1 ? `${stem}-${draft.id}` : draft.id;
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    return { ...draft, id };
  });
}
