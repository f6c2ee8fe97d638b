import { BlockList, isIP } from 'node:net';

/** Ranges of IPv4 that are nobody's on the internet (IANA's registry of special addresses, RFC 6890 and after it). */
const special4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** The same of IPv6; `::` holds the loopback, IPv4-compatible and IPv4-mapped addresses. */
const special6: [string, number][] = [
  ['::', 80],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

// two lists, because one would hold every IPv4 address for a mapped one
const closed4 = new BlockList();
const closed6 = new BlockList();
for (const [net, bits] of special4) {
  closed4.addSubnet(net, bits, 'ipv4');
  // an IPv4 address behind a NAT64 gateway (RFC 6052)
  closed6.addSubnet(`64:ff9b::${net}`, 96 + bits, 'ipv6');
}
for (const [net, bits] of special6) closed6.addSubnet(net, bits, 'ipv6');

/** Whether an IP address belongs to the internet: none of private, loopback, link-local, shared, multicast or mapped. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !closed4.check(bare, 'ipv4');
  return family === 6 && !closed6.check(bare, 'ipv6');
}
