/** The HTTP server of `METRICS_PORT`: the endpoints for operators, apart from clients. */
import { createServer, type Server } from 'node:http';
import type { Logger } from '../../observability/log.ts';
import { send } from '../plain-response.ts';
import type { Endpoints } from './endpoints.ts';

export interface ManagementServerOptions {
  readonly endpoints: Endpoints;
  /** CMF is the embedded emulator: every response then carries `x-cmf-emulator: true`. */
  readonly isEmulated: boolean;
  readonly log: Logger;
}

export function createManagementServer({ endpoints, isEmulated, log }: ManagementServerOptions): Server {
  return createServer((request, response) => {
    if (isEmulated) response.setHeader('x-cmf-emulator', 'true');
    const path = URL.parse(request.url ?? '', 'http://gateway')?.pathname ?? '';
    const endpoint = endpoints.get(path);
    if (!endpoint) return send(response, 404, { 'content-type': 'text/plain' }, 'Not found.\n');
    const failed = (error: unknown) => {
      log.error({ err: error, path }, 'a request for metrics failed');
      if (response.headersSent) response.destroy();
      else send(response, 500, { 'content-type': 'text/plain' }, 'The gateway failed.\n');
    };
    try {
      endpoint.respond(request, response)?.catch(failed);
    } catch (error) {
      failed(error);
    }
  });
}
