/** What a message says of a name that is not known. */
export interface Suggestion {
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface Unknown extends Suggestion {
  readonly id: string;
  readonly known: readonly string[];
  /** Where a pack removes what another one that it extends has, as `file:line`. */
  readonly removedAt?: string;
  /** What names it, as `nodes.queue`; only beside `removedAt`. A question has its new name as `suggestion`. */
  readonly named?: readonly string[];
}
