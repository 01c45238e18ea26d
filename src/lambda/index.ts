/** The function's entry point: AWS Lambda calls `handler`. */
import { notifierFrom } from './environment.ts';
import { handlerFor } from './handler.ts';

export const handler = handlerFor(notifierFrom(process.env));
