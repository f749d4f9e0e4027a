import { type LookupAddress, lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { UserError } from '../../errors.js';

/**
 * Whether an address (IPv4 or IPv6) belongs to the public internet.
 *
 * Private, loopback, link-local, carrier-grade NAT, multicast, reserved and documentation ranges do not; an IPv6
 * address that wraps an IPv4 one (mapped, or NAT64's 64:ff9b::/96) is judged by that. Of other IPv6 addresses only
 * global unicast (2000::/3) without the transition and special ranges does.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
  const bytes = parsed.toByteArray();
  if (parsed.range() === 'rfc6052') return isNat64(bytes) && isPublic(bytes.slice(12).join('.'));
  return parsed.range() === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20;
}

const NAT64 = [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

const isNat64 = (bytes: readonly number[]): boolean => NAT64.every((byte, i) => bytes[i] === byte);

/**
 * Throws where a URL's host is itself an address outside the public internet: a socket connects to such a host
 * without asking `publicLookup`.
 */
export function refusePrivateHost(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) && !isPublic(host)) throw privateAddress(host, host);
}

/**
 * Looks a host up for a socket and gives only public addresses: the check is made on the very addresses that are then
 * connected to, so that an answer which changes in between (DNS rebinding) cannot pass.
 */
export const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const usable = error ? [] : found.filter(({ address }) => isPublic(address));
    const failure = error ?? (usable.length ? null : privateAddress(host, found[0]?.address ?? 'no address'));
    const [first] = usable as [LookupAddress];
    if (failure) callback(failure, '', 4);
    else if (options.all) callback(null, usable);
    else callback(null, first.address, first.family);
  });
};

function privateAddress(host: string, address: string): UserError {
  const at = host === address ? host : `${host} (${address})`;
  return new UserError(`is in a private or special network: ${at}; --allow-private allows it`);
}
