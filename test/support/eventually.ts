/**
 * Runs assertions again and again until they hold; after `limitMs` the last failure is thrown. The limit is for what will
 * never hold: a machine that is busy may need many times what an idle one does.
 */
export async function eventually<T>(
  assertions: () => T | Promise<T>,
  limitMs = 60_000,
  everyMs = 20,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await assertions();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}
