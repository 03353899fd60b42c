const known = new WeakMap<object, readonly unknown[]>();

/** The values of a record that is never changed. Listing those of a large one takes long, and it is asked for often. */
export function valuesOf<T>(record: Readonly<Record<string, T>>): readonly T[] {
  let values = known.get(record) as readonly T[] | undefined;
  if (!values) {
    values = Object.values(record);
    known.set(record, values);
  }
  return values;
}
