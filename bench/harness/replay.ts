/**
 * The emulator's answers, kept until what they tell has changed: an upstream fast enough that the gateways are what is
 * measured. It counts what it is asked for, and can take its time.
 */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Replay {
  readonly url: string;
  /** What was answered so far, in calls and in bytes of their bodies. */
  readonly totals: { readonly calls: number; readonly bytes: number };
  /** Of each answer. */
  latencyMs: number;
  /** To be called when an application has changed. */
  forget(environment: string, application: string): void;
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** All is forgotten beyond this many bytes. */
const kept = 256 * 2 ** 20;

export async function startReplay(origin: string): Promise<Replay> {
  const answers = new Map<string, Map<string, Promise<Answer>>>();
  const totals = { calls: 0, bytes: 0 };
  let size = 0;

  const answerTo = (url: string): Promise<Answer> => {
    const environment = /\/environments\/([^/?]+)/.exec(url)?.[1] ?? '';
    if (size > kept) {
      answers.clear();
      size = 0;
    }
    let known = answers.get(environment);
    if (!known) answers.set(environment, (known = new Map()));
    let answer = known.get(url);
    if (!answer) {
      answer = read(`${origin}${url}`);
      known.set(url, answer);
      answer.then(
        ({ body }) => {
          size += body.length;
        },
        () => known.delete(url),
      );
    }
    return answer;
  };

  const respond = async (url: string, response: ServerResponse) => {
    const { status, body } = await answerTo(url);
    totals.calls += 1;
    totals.bytes += body.length;
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
      .end(body);
  };
  const replay = {
    url: '',
    totals,
    latencyMs: 0,
    forget(environment: string, application: string) {
      const isAbout = new RegExp(`/applications(\\?|$|/${application}(/|\\?|$))`);
      const known = answers.get(environment);
      for (const url of known?.keys() ?? []) if (isAbout.test(url)) known?.delete(url);
    },
  };
  const server = createServer((request, response) => {
    const go = () => void respond(request.url ?? '/', response).catch(() => response.destroy());
    if (replay.latencyMs > 0) setTimeout(go, replay.latencyMs);
    else go();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  replay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return replay;
}

/** Over a connection of its own: one that is kept can be closed by the emulator while the next request is on its way. */
async function read(url: string): Promise<Answer> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 500, body: await buffer(response) };
}
