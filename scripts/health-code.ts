/** The function of `src/health` as text for its template: small, ASCII, and in need of nothing but the runtime. */
import { build } from 'esbuild';
import { Scalar } from 'yaml';

export async function healthCode(): Promise<Scalar> {
  const { outputFiles } = await build({
    entryPoints: ['src/health/index.ts'],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node22',
    // CloudFormation calls the file index.js, which Node.js takes for CommonJS.
    format: 'cjs',
    external: ['@aws-sdk/*'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const code = new Scalar(outputFiles.map(({ text }) => text).join(''));
  code.type = Scalar.BLOCK_LITERAL;
  return code;
}
