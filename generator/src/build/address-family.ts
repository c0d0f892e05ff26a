// IP addresses by family, and as ranges of one address.

export type AddressFamily = 'IPv4' | 'IPv6';

/** The family of an address. */
export function familyOf(address: string): AddressFamily {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** The families that occur, IPv4 first. */
export function familiesOf(addresses: readonly string[]): AddressFamily[] {
  const families: AddressFamily[] = ['IPv4', 'IPv6'];
  return families.filter((family) => addresses.some((address) => familyOf(address) === family));
}

/** The range that holds an address alone: `10.0.0.7/32`. */
export function toRange(address: string): string {
  return `${address}/${familyOf(address) === 'IPv4' ? 32 : 128}`;
}
