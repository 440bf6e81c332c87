import { expect, test } from 'vitest';
import { problemMessages, problemText } from '../../../src/cmf/error-message.ts';

test.each([
  [
    '{"errors":[{"message":"name: too short"},{"message":"no such namespace"}]}',
    'name: too short; no such namespace',
  ],
  ['{"errors":[{"code":7},{"message":"  "},{"message":"the third"}],"message":"ignored"}', 'the third'],
  ['{"errors":[],"message":"in words","error":"Bad Request"}', 'in words'],
  [
    '{"timestamp":"2025-01-01","status":500,"error":"Internal Server Error","path":"/cmf"}',
    'Internal Server Error',
  ],
  ['{"message":"","error":"Bad Request"}', 'Bad Request'],
  ['"Application not found"', 'Application not found'],
  ['  Application not found\n', 'Application not found'],
  ['{"code":7}', '{"code":7}'],
  ['{"errors":[{"mess', '{"errors":[{"mess'],
  ['', 'HTTP 404 Not Found'],
  ['null', 'null'],
  [' \n\t ', 'HTTP 404 Not Found'],
  ['{"message":"\\u0000"}', 'HTTP 404 Not Found'],
])('%j reads as %j', (body, text) => {
  expect(problemText(404, body)).toBe(text);
});

test('a page of HTML is reduced to its text, and to the status when it has none', () => {
  const page =
    '<!DOCTYPE html><html><head><title>502</title><style>p{}</style></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>';
  expect(problemText(502, page)).toBe('502 Bad Gateway nginx');
  expect(problemText(502, '<html><body></body></html>')).toBe('HTTP 502 Bad Gateway');
  expect(problemText(502, '<html><script>alert(1)')).toBe('HTTP 502 Bad Gateway');
});

test('a status without a name is its number', () => {
  expect(problemText(599, '')).toBe('HTTP 599');
});

test('control and direction characters cannot reach a log or a terminal', () => {
  expect(problemText(400, 'a\u001b[31mb\r\nc\u202ed\u2028e')).toBe('a [31mb c d e');
});

test('a long text is cut, between characters', () => {
  const text = problemText(400, '🚀'.repeat(1_000_000));
  expect(text.length).toBeLessThanOrEqual(500);
  expect(text.isWellFormed()).toBe(true);
  expect(text.endsWith('…')).toBe(true);
});

test('hostile markup is parsed in linear time', () => {
  const startedAt = performance.now();
  for (const part of ['<script', '<', '<style>', '<a ']) problemText(500, `<html>${part.repeat(1_000_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test.each<[string, readonly string[]]>([
  [
    '{"errors":[{"message":"a: bad\\n"},{"code":7},{"message":" "},{"message":"b: worse"}]}',
    ['a: bad', 'b: worse'],
  ],
  ['{"errors":[],"message":"in words"}', ['in words']],
  ['no such application', ['no such application']],
  ['', ['HTTP 422 Unprocessable Entity']],
  ['{"errors":[{"message":"\\u0000"}]}', ['HTTP 422 Unprocessable Entity']],
])('the messages of %j stay separate', (body, messages) => {
  expect(problemMessages(422, body)).toEqual(messages);
});

test('the number of messages and their lengths are bounded', () => {
  const errors = Array.from({ length: 1_000 }, () => ({ message: 'x'.repeat(10_000) }));
  const messages = problemMessages(422, JSON.stringify({ errors }));
  expect(messages).toHaveLength(100);
  expect(messages.every((message) => message.length === 500)).toBe(true);
});
