/** True if this machine stands in for AWS. `bucket.127.0.0.1` isn't a host, so S3 is then addressed by path. */
export const isLoopbackEndpoint = (): boolean =>
  /^https?:\/\/(?:localhost|127\.)/.test(process.env['AWS_ENDPOINT_URL'] ?? '');
