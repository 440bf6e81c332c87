/**
 * The lines that depend only on the applications. The lines of an environment are cached until it changes, and the lines
 * of an application until it changes.
 */
import type { Application } from '../cmf/resources/application.ts';
import { jobStates } from '../cmf/resources/states.ts';
import { environmentApplications, info, jobState } from './definitions.ts';
import { labelsText, lineOf } from './text.ts';

export type Applications = ReadonlyMap<string, { readonly application: Application }>;

export interface EnvironmentLines {
  /** By name. */
  readonly applications: readonly Application[];
  readonly jobState: string;
  readonly info: string;
}

/** Of one application. */
interface OwnLines {
  readonly jobState: string;
  readonly info: string;
  /** Environment and application. */
  readonly labels: string;
}

export interface FleetLines {
  ofEnvironment(applications: Applications): EnvironmentLines;
  /** For a part of an environment, without being kept. */
  ofApplications(applications: readonly Application[]): EnvironmentLines;
  labelsOf(application: Application): string;
}

export function createFleetLines(): FleetLines {
  const environments = new WeakMap<Applications, EnvironmentLines>();
  const own = new WeakMap<Application, OwnLines>();
  const linesOf = (application: Application): OwnLines => {
    let lines = own.get(application);
    if (!lines) own.set(application, (lines = ownLines(application)));
    return lines;
  };
  const ofApplications = (applications: readonly Application[]): EnvironmentLines => {
    const lines = applications.map(linesOf);
    return {
      applications,
      jobState: lines.map((each) => each.jobState).join(''),
      info: lines.map((each) => each.info).join(''),
    };
  };

  return {
    ofEnvironment(applications) {
      let lines = environments.get(applications);
      if (!lines) environments.set(applications, (lines = ofApplications(sorted(applications))));
      return lines;
    },
    ofApplications,
    labelsOf: (application) => linesOf(application).labels,
  };
}

function sorted(applications: Applications): readonly Application[] {
  return [...applications.values()]
    .map(({ application }) => application)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function ownLines(application: Application): OwnLines {
  const { environment, name, jobState: current, flinkVersion, parallelism, currentInstance } = application;
  const names = { environment, application: name };
  const labels = labelsText(names);
  // Most lines of a scrape: their equal part is made once.
  const jobStateIs = `${jobState.name}${labels.slice(0, -1)},state="`;
  return {
    jobState: jobStates
      .map((state) => `${jobStateIs}${state}"} ${Number(current?.state === state)}\n`)
      .join(''),
    info: lineOf(
      info,
      {
        ...names,
        version: flinkVersion ?? '',
        parallelism: parallelism ?? '',
        instance: currentInstance ?? '',
      },
      1,
    ),
    labels,
  };
}

/** All applications of an environment, by state. */
export function countLines(environment: string, applications: readonly Application[]): string {
  const byState = new Map<string, number>();
  for (const application of applications) {
    const state = application.jobState?.state ?? 'NONE';
    byState.set(state, (byState.get(state) ?? 0) + 1);
  }
  return [...jobStates, 'NONE']
    .map((state) => lineOf(environmentApplications, { environment, state }, byState.get(state) ?? 0))
    .join('');
}
