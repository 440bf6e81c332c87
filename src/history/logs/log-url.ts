/**
 * The operator's own link to an instance's logs (`LOG_URL_TEMPLATE`): a URL with placeholders, each replaced by its
 * value, percent-encoded.
 *
 *     https://grafana.example/d/flink?var-instance={uid}&from={fromMs}&to={toMs}
 */
import type { Instance } from '../../cmf/resources/instance.ts';
import type { LogPlace } from './logs.ts';

/** What a template may name, and what it stands for. */
export const logUrlPlaceholders = {
  uid: "the instance's UID, the value of the annotation that its pods carry",
  environment: "the environment's name",
  application: "the application's name",
  namespace: "the environment's Kubernetes namespace; empty when CMF does not say",
  from: 'begin of the time window, RFC 3339',
  to: 'end of the time window, RFC 3339',
  fromMs: 'begin of the time window, milliseconds since the epoch',
  toMs: 'end of the time window, milliseconds since the epoch',
} as const;

type Placeholder = keyof typeof logUrlPlaceholders;

/** What is wrong with a template, a sentence each; empty when it can be used. Call it when configuration is read. */
export function checkLogUrlTemplate(template: string): readonly string[] {
  const problems = [...template.matchAll(placeholder)]
    .map(([whole, name]) => ({ whole, name: name ?? '' }))
    .filter(({ name }) => !isPlaceholder(name))
    .map(({ whole }) => `${whole} is no placeholder; there are ${names()}.`);
  if (/[{}]/.test(template.replaceAll(placeholder, ''))) {
    problems.push('A brace that begins or ends no placeholder must be written as %7B or %7D.');
  }
  const [one, other] = ['a', 'b'].map((value) => URL.parse(template.replaceAll(placeholder, value)));
  if (!one || !other || !/^https?:$/.test(one.protocol)) problems.push('It must be an http or https URL.');
  else if (one.host !== other.host || one.username + one.password !== other.username + other.password) {
    problems.push(
      'A placeholder must not stand in the host: whoever names an environment would choose where the link leads.',
    );
  }
  return problems;
}

/** The link of one instance. @throws Error when the template does not pass `checkLogUrlTemplate`. */
export function logUrl(template: string, instance: Instance, place: LogPlace): string {
  const { environment, application, namespace, window } = place;
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
      throw new Error(`${whole} is no placeholder of a log URL; there are ${names()}.`);
    // `encodeURIComponent` throws on half a surrogate pair.
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
