import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test may find a real account: fake credentials, no instance metadata, no settings of the machine's owner.
    env: {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      // Whatever a test forgets to answer for is asked of a port where nobody listens, and not of AWS.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/aws-config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
    },
    // Tests wait for conditions; these limits only end what hangs, on however busy a machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Many wait for a process of their own: one core kept free, which is the default, would be idle.
    maxWorkers: '100%',
  },
});
