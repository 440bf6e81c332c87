/** Loads every type and builds the schema. */
import './application.ts';
import './applications.ts';
import './changes.ts';
import './environment.ts';
import './event.ts';
import './instance.ts';
import './instances.ts';
import './job-state.ts';
import './logs.ts';
import './provenance.ts';
import './role.ts';
import './savepoint.ts';
import './savepoints.ts';
import './scalars.ts';
import './states.ts';
import './statistics.ts';
import './timeline.ts';
import './upgrade.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
