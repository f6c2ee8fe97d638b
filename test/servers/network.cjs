// A complete atproto network on loopback: directory, PDS and AppView. Prints its addresses as one line of JSON.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { TestNetwork } = createRequire(join(process.env.RAPPORT_NETWORK, 'package.json'))('@atproto/dev-env');

async function main() {
  const network = await TestNetwork.create({ dbPostgresSchema: 'rapport' });
  const { plc, pds, bsky } = network;
  console.log(`\n${JSON.stringify({ plc: plc.url, pds: pds.url, appview: bsky.url })}`);
  process.on('SIGTERM', async () => {
    await network.close().catch(() => undefined);
    process.exit(0);
  });
}

main();
