import { sha256 } from './digest.ts';

/** Ids that are in use. Their digest tells apart whatever has come to the same id, without looking through all of them again. */
export class TakenIds {
  private readonly ids = new Set<string>();
  /** Of all ids in the order that they were added. */
  digest = '';

  constructor(ids: Iterable<string> = []) {
    for (const id of ids) this.add(id);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  add(id: string): void {
    if (this.ids.has(id)) return;
    this.ids.add(id);
    this.digest = sha256(`${this.digest}\n${id}`);
  }
}
