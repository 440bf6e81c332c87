/** The vertices of a job from its sources to its sinks, with the load of each. */
import { graphql, useFragment } from 'react-relay';
import type { vertices_vertices$key } from '../../../gql/vertices_vertices.graphql';
import { ScrollTable } from '../../../ui/scroll-table.tsx';
import styles from './job.module.css';

const fragment = graphql`
  fragment vertices_vertices on JobVertex @relay(plural: true) {
    vertexId
    name
    parallelism
    state
    stateRaw
    busyRatio
    backpressuredRatio
    idleRatio
  }
`;

export function Vertices({ vertices: key }: { readonly vertices: vertices_vertices$key }) {
  const vertices = useFragment(fragment, key);
  if (vertices.length === 0) return <p className="muted">Flink lists no vertices.</p>;
  return (
    <ScrollTable label="Vertices of the job" className={styles['vertices']}>
      <thead>
        <tr>
          <th scope="col">Vertex</th>
          <th scope="col">State</th>
          <th scope="col">Parallelism</th>
          <th scope="col">Busy</th>
          <th scope="col">Backpressure</th>
          <th scope="col">Idle</th>
        </tr>
      </thead>
      <tbody>
        {vertices.map((vertex, index) => (
          <tr key={vertex.vertexId ?? index}>
            <th scope="row">{vertex.name || vertex.vertexId}</th>
            <td>{(vertex.state === 'UNKNOWN' ? vertex.stateRaw : vertex.state) ?? '–'}</td>
            <td>{vertex.parallelism ?? '–'}</td>
            <Load ratio={vertex.busyRatio} />
            <Backpressure ratio={vertex.backpressuredRatio} />
            <Load ratio={vertex.idleRatio} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface RatioProps {
  /** From 0 to 1; null until Flink has sampled it. */
  readonly ratio: number | null;
}

function Load({ ratio }: RatioProps) {
  if (ratio === null) return <td className="muted">–</td>;
  return (
    <td className={styles['load']}>
      <meter min={0} max={1} value={ratio} aria-hidden="true" />
      {Math.round(ratio * 100)} %
    </td>
  );
}

/** The terms of Flink's web UI: OK up to 10 %, low up to 50 %, then high. */
function Backpressure({ ratio }: RatioProps) {
  if (ratio === null) return <td className="muted">–</td>;
  const word = ratio <= 0.1 ? 'ok' : ratio <= 0.5 ? 'low' : 'high';
  return (
    <td className={styles['load']} data-backpressure={word}>
      <meter min={0} max={1} value={ratio} aria-hidden="true" />
      {Math.round(ratio * 100)} %, {word}
    </td>
  );
}
