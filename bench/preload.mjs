/** Loaded into a server under test: tells its memory when it is asked over the channel to its parent. */
process.on('message', (message) => {
  if (message !== 'memory') return;
  process.send({ rss: process.memoryUsage().rss, peak: process.resourceUsage().maxRSS * 1024 });
});
process.channel?.unref();
