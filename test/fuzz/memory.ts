/** Watches how far the memory of this process grows beyond what it was at the beginning. */
export function memoryWatch(): { look(): void; grown(): number } {
  const begin = process.memoryUsage().rss;
  let most = begin;
  const look = () => {
    most = Math.max(most, process.memoryUsage().rss);
  };
  return { look, grown: () => Math.round((most - begin) / 2 ** 20) };
}
