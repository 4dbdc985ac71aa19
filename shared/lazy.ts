/** Computes a value at its first use and keeps it; a failure is not kept, so the next use tries again. */
export function lazy<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
