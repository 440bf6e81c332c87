/** What Node's HTTP server does by itself: the bytes of one answer, as soon as a request comes. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';

const body = readFileSync(process.env.BODY_FILE);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };

createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
}).listen(Number(process.env.PORT), '127.0.0.1');
