/** A signature that lets the receiver of a webhook know who sent it, and when. */
import { createHmac } from 'node:crypto';

/** `t=<seconds>,v1=<hex of HMAC-SHA256 over "<seconds>.<body>">`: the time is signed too, so that old messages can be refused. */
export function signatureOf(secret: string, body: string, now: number): { 'x-login-watch-signature': string } {
  const seconds = Math.floor(now / 1000);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-login-watch-signature': `t=${seconds},v1=${mac}` };
}
