/** A service, with one of its variants or (null) without. */
export interface OfferingId {
  readonly service: string;
  readonly variant: string | null;
}

/** The id as rules, records and the command line write it: `sqs/fifo`, or `sqs`. */
export function offeringText({ service, variant }: OfferingId): string {
  return variant === null ? service : `${service}/${variant}`;
}

/** Parses `service` or `service/variant`; does not check that the service exists. */
export function offeringIdOf(text: string): OfferingId {
  const slash = text.indexOf('/');
  return slash < 0 ? { service: text, variant: null } : { service: text.slice(0, slash), variant: text.slice(slash + 1) };
}
