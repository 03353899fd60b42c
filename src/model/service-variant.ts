/** A service, in one variant or (null) without naming one. */
export interface OfferingId {
  readonly service: string;
  readonly variant: string | null;
}

/** The id as rules, records and the command line write it: `sqs/fifo`, or `sqs`. */
export function offeringText({ service, variant }: OfferingId): string {
  return variant === null ? service : `${service}/${variant}`;
}

/** The id that is written so: `service` or `service/variant`. Whether there is such a service, it does not tell. */
export function offeringIdOf(text: string): OfferingId {
  const slash = text.indexOf('/');
  return slash < 0 ? { service: text, variant: null } : { service: text.slice(0, slash), variant: text.slice(slash + 1) };
}
