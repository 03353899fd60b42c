/** Puts a computation off until its result is first needed. */
export function lazy<T>(compute: () => T): () => T {
  let result: { readonly value: T } | null = null;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** Computes each result once, by its key. Where there may be more than `most`, it starts again from none. */
export function remembered<K, V extends NonNullable<unknown> | null>(compute: (key: K) => V, most = Infinity): (key: K) => V {
  const results = new Map<K, V>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    if (results.size >= most) results.clear();
    results.set(key, value);
    return value;
  };
}
