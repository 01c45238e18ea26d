/** Services whose action stands in the path: REST-JSON. */
import type { HttpRequest } from '../../../src/demo/http.ts';
import { AwsFault, jsonService, refuseJson, type Service } from '../service.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** `actionOf` is empty for any other path. */
export function restService(
  actionOf: (asked: HttpRequest) => string,
  answer: (asked: HttpRequest, region: string) => object,
): Service {
  return {
    ...jsonService({}),
    actionOf,
    refuse: (fault) => refuseJson(fault, JSON_TYPE),
    answer(asked, region) {
      if (actionOf(asked) === '') throw new AwsFault('UnknownOperationException', `The sandbox has no ${asked.path}`);
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify(answer(asked, region)) };
    },
  };
}

export const gone = (message: string) => new AwsFault('ResourceNotFoundException', message, { status: 404 });
