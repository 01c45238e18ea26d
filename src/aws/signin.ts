/**
 * Reads the sign-in guard:
 * https://docs.aws.amazon.com/signin/latest/APIReference/API_Operations_AWS_Sign-In_Control_Plane.html
 */
import type { JsonObject } from '../core/event.ts';
import { type CommonOptions, signedPosts } from './signed-posts.ts';

export interface SignIn {
  /** Throws AWS's refusal, with its name and status as the SDK's errors have them. */
  call(
    path: '/get-console-authorization-configuration' | '/get-resource-policy',
    signal: AbortSignal,
  ): Promise<JsonObject>;
}

export async function makeSignIn(options: CommonOptions): Promise<SignIn> {
  const host = `signin.${options.region}.api.aws`;
  const { post } = await signedPosts({ ...options, service: 'signin', host });
  return { call: (path, signal) => post(path, {}, signal) };
}
