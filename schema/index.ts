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
import './plan.ts';
import './provenance.ts';
import './role.ts';
import './scalars.ts';
import './states.ts';
import './statistics.ts';
import './timeline.ts';
import './upgrade.ts';
import './writes/application.ts';
import './writes/bulk.ts';
import './writes/cause.ts';
import './writes/environment.ts';
import './writes/errors.ts';
import './writes/operation.ts';
import './writes/savepoint.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
