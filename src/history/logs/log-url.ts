/**
 * A configurable link to the logs of an instance (`LOG_URL_TEMPLATE`): a URL with placeholders, which are replaced by
 * percent-encoded values.
 *
 *     https://grafana.example/d/flink?var-instance={uid}&from={fromMs}&to={toMs}
 */
import type { Instance } from '../../cmf/resources/instance.ts';
import type { LogTarget } from './logs.ts';

/** The placeholders of a template and their meanings. */
export const logUrlPlaceholders = {
  uid: 'UID of the instance, the value of the annotation of its pods',
  environment: 'name of the environment',
  application: 'name of the application',
  namespace: 'Kubernetes namespace of the environment; empty if unknown',
  from: 'start of the time window, RFC 3339',
  to: 'end of the time window, RFC 3339',
  fromMs: 'start of the time window, milliseconds since the epoch',
  toMs: 'end of the time window, milliseconds since the epoch',
} as const;

type Placeholder = keyof typeof logUrlPlaceholders;

/** Validates a template at start. Returns one sentence per problem; empty if the template is valid. */
export function checkLogUrlTemplate(template: string): readonly string[] {
  const problems = [...template.matchAll(placeholder)]
    .map(([whole, name]) => ({ whole, name: name ?? '' }))
    .filter(({ name }) => !isPlaceholder(name))
    .map(({ whole }) => `${whole} is not a placeholder; there are ${names()}.`);
  if (/[{}]/.test(template.replaceAll(placeholder, ''))) {
    problems.push('A brace outside of a placeholder must be written as %7B or %7D.');
  }
  const [first, second] = ['a', 'b'].map((value) => URL.parse(template.replaceAll(placeholder, value)));
  if (!first || !second || !/^https?:$/.test(first.protocol))
    problems.push('It must be an http or https URL.');
  else if (
    first.host !== second.host ||
    first.username + first.password !== second.username + second.password
  ) {
    problems.push(
      'The host must not contain a placeholder: the name of an environment would then decide where the link leads.',
    );
  }
  return problems;
}

/** Builds the link of one instance. @throws Error if the template is not valid by `checkLogUrlTemplate`. */
export function logUrl(template: string, instance: Instance, target: LogTarget): string {
  const { environment, application, namespace, window } = target;
  const values: Readonly<Record<Placeholder, string>> = {
    uid: instance.uid,
    environment,
    application,
    namespace: namespace ?? '',
    from: window.from,
    to: window.to,
    fromMs: String(Date.parse(window.from)),
    toMs: String(Date.parse(window.to)),
  };
  return template.replaceAll(placeholder, (whole, name: string) => {
    if (!isPlaceholder(name))
      throw new Error(`${whole} is not a placeholder of a log URL; there are ${names()}.`);
    // `encodeURIComponent` throws for a lone surrogate.
    return encodeURIComponent(values[name].toWellFormed());
  });
}

const placeholder = /\{([A-Za-z]\w*)\}/g;

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(logUrlPlaceholders, name);
}

function names(): string {
  return Object.keys(logUrlPlaceholders)
    .map((name) => `{${name}}`)
    .join(' ');
}
