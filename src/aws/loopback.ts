/** Does something on this machine stand in for AWS? `bucket.127.0.0.1` is no host, so S3 must then be asked by path. */
export const isLoopbackEndpoint = (): boolean =>
  /^https?:\/\/(?:localhost|127\.)/.test(process.env['AWS_ENDPOINT_URL'] ?? '');
