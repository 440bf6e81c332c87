/** Flink's responses, from the wire form to the domain types: recorded ones, older ones, and incomplete ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { flinkId } from '../../../src/flink/id.ts';
import { parseCheckpointInterval, parseCheckpoints } from '../../../src/flink/resources/checkpoints.ts';
import { parseFlinkVersion, parseJobIds } from '../../../src/flink/resources/cluster.ts';
import { parseExceptions } from '../../../src/flink/resources/exceptions.ts';
import { parseJob } from '../../../src/flink/resources/job.ts';
import { parseMetricNames, parseMetrics, parseVertexLoad } from '../../../src/flink/resources/metrics.ts';
import { recordedVersions, recording } from '../../flink/recordings.ts';

const id = flinkId('0123456789abcdef0123456789abcdef');
if (!id) throw new Error('The id is not valid.');
const same = (text: string) => text;

const parsers = {
  job: (wire: unknown) => parseJob(wire, id, same),
  jobs: parseJobIds,
  config: parseFlinkVersion,
  exceptions: (wire: unknown) => parseExceptions(wire, same),
  'exceptions-max-2': (wire: unknown) => parseExceptions(wire, same),
  checkpoints: (wire: unknown) => parseCheckpoints(wire, same),
  'checkpoints-config': parseCheckpointInterval,
  'job-metric-names': parseMetricNames,
  'job-metrics': (wire: unknown) => parseMetrics(wire, same),
  'subtask-metrics': parseVertexLoad,
};
const cases = Object.entries(parsers);

function problemOf(read: () => unknown): unknown {
  try {
    read();
    return null;
  } catch (error) {
    return error;
  }
}

describe.each(cases)('%s', (name, parse) => {
  test.each(recordedVersions)('of a recorded Flink %s can be read', (version) => {
    expect(parse(recording(version, name).body)).not.toBeNull();
  });

  test('may lack any field, and may have additional fields', () => {
    expect(() => parse(name.includes('metric') ? [] : {})).not.toThrow();
    expect(() => parse(name.includes('metric') ? [{}, null, 1] : { invented: [1] })).not.toThrow();
  });

  test('of any other form is parsed or rejected, without another error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (wire) => {
        const problem = problemOf(() => parse(wire));
        expect(problem === null || problem instanceof z.ZodError).toBe(true);
      }),
    );
  });
});

describe('exceptions', () => {
  const trace = 'java.lang.Error: a\n\tat A\nCaused by: java.io.IOException: b';

  test('of Flink before its history are read from the older fields, the root exception first', () => {
    const older = {
      'root-exception': trace,
      timestamp: 1_700_000_000_000,
      'all-exceptions': [
        {
          exception: 'java.lang.Error: other',
          task: 'Map (1/2)',
          location: 'host:1',
          timestamp: 1_700_000_000_001,
        },
        { exception: trace, task: 'Source (1/2)', location: 'host:2', timestamp: 1_700_000_000_000 },
      ],
      truncated: false,
    };
    for (const wire of [older, { ...older, exceptionHistory: { entries: [], truncated: false } }]) {
      expect(parseExceptions(wire, same)).toMatchObject([
        {
          at: '2023-11-14T22:13:20.000Z',
          name: 'java.lang.Error',
          message: 'java.lang.Error: a',
          rootCause: 'java.io.IOException: b',
          task: 'Source (1/2)',
          endpoint: 'host:2',
        },
        { message: 'java.lang.Error: other', task: 'Map (1/2)' },
      ]);
    }
    const rootOnly = { 'root-exception': trace, timestamp: 1_700_000_000_000 };
    expect(parseExceptions(rootOnly, same)).toMatchObject([{ at: '2023-11-14T22:13:20.000Z', task: null }]);
  });

  test('of the history win over the older fields, and bring those that came with them', () => {
    const wire = {
      'root-exception': 'java.lang.Error: old',
      exceptionHistory: {
        entries: [
          {
            exceptionName: 'java.lang.Error',
            stacktrace: trace,
            timestamp: -1,
            concurrentExceptions: [{ stacktrace: 'java.lang.Error: c', taskName: 'Sink (1/1)' }],
          },
        ],
      },
    };
    expect(parseExceptions(wire, same)).toMatchObject([
      {
        at: null,
        message: 'java.lang.Error: a',
        concurrent: [{ message: 'java.lang.Error: c', task: 'Sink (1/1)' }],
      },
    ]);
  });
});

describe('-1 and other values for "none"', () => {
  test('is null in times, counts and metrics of Flink, and a value in metrics of others', () => {
    const job = parseJob(
      { 'start-time': -1, 'end-time': 0, vertices: [{ maxParallelism: -1, metrics: { 'read-bytes': -1 } }] },
      id,
      same,
    );
    expect(job).toMatchObject({
      startedAt: null,
      endedAt: null,
      vertices: [{ maxParallelism: null, bytesIn: null, startedAt: null }],
    });
    const metrics = parseMetrics(
      [
        { id: 'lastCheckpointSize', value: '-1' },
        { id: 'offset', value: '-1' },
        { id: 'lastCheckpointExternalPath', value: 'n/a' },
      ],
      same,
    );
    expect([...metrics.values()].map(({ number }) => number)).toEqual([null, -1, null]);
  });

  test('is null for the interval of a job without periodic checkpoints', () => {
    expect(parseCheckpointInterval({ interval: Number('9223372036854775807') })).toBeNull();
  });

  test('is null for a load that Flink has not sampled, or cannot', () => {
    expect(parseVertexLoad([])).toEqual({ busy: null, backpressured: null, idle: null });
    expect(parseVertexLoad([{ id: 'busyTimeMsPerSecond', max: 'NaN' }]).busy).toBeNull();
  });
});

describe('states', () => {
  test('that are unknown keep their raw text', () => {
    const job = parseJob({ state: 'ASCENDING', vertices: [{ status: 'SLEEPING' }] }, id, same);
    expect(job.state).toEqual({ state: 'UNKNOWN', raw: 'ASCENDING' });
    expect(job.vertices[0]?.state).toEqual({ state: 'UNKNOWN', raw: 'SLEEPING' });
  });
});

describe('an id', () => {
  test('is 32 hexadecimal digits, so it cannot change the path', () => {
    expect(flinkId('ABCDEF0123456789abcdef0123456789')).toBe('abcdef0123456789abcdef0123456789');
    for (const text of [
      null,
      '',
      'xyz',
      '../config',
      `${'a'.repeat(31)}/`,
      'a'.repeat(33),
      `${'a'.repeat(32)}\n`,
    ]) {
      expect(flinkId(text)).toBeNull();
    }
  });
});
