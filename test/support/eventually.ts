/** Runs assertions again and again until they hold; after `limitMs` the last failure is thrown. */
export async function eventually<T>(
  assertions: () => T | Promise<T>,
  limitMs = 10_000,
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
