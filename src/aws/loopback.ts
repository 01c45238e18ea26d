/** An endpoint on this machine, which stands in for AWS. */

const LOOPBACK = /^https?:\/\/(?:localhost|127\.)/;

/** True if this machine stands in for AWS. `bucket.127.0.0.1` isn't a host, so S3 is then addressed by path. */
export const isLoopbackEndpoint = (): boolean => LOOPBACK.test(process.env['AWS_ENDPOINT_URL'] ?? '');

/** S3 Control puts the account before the host, which a loopback address can't have: then the address is used as it is. */
export const wholeEndpoint = (endpoint = process.env['AWS_ENDPOINT_URL']) =>
  endpoint !== undefined && LOOPBACK.test(endpoint) ? { endpointProvider: () => ({ url: new URL(endpoint) }) } : {};
