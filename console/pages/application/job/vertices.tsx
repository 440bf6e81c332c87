/** The vertices of a job from its sources to its sinks, with the load of each. */
import { graphql, useFragment } from 'react-relay';
import type { vertices_vertices$key } from '../../../gql/vertices_vertices.graphql';
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
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Vertices of the job">
      <table className={styles['vertices']}>
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
              <Load ratio={vertex.busyRatio} isHighBad />
              <Load ratio={vertex.backpressuredRatio} isHighBad />
              <Load ratio={vertex.idleRatio} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LoadProps {
  /** From 0 to 1; null until Flink has sampled it. */
  readonly ratio: number | null;
  readonly isHighBad?: boolean;
}

/** The limits of Flink's own web interface for backpressure: up to 10 % OK, up to 50 % low, then high. */
const highRatio = 0.5;

function Load({ ratio, isHighBad = false }: LoadProps) {
  if (ratio === null) return <td className="muted">–</td>;
  const percent = Math.round(ratio * 100);
  const isHigh = isHighBad && ratio > highRatio;
  return (
    <td className={styles['load']} data-high={isHigh}>
      <meter min={0} max={1} value={ratio} aria-hidden="true" />
      {percent} %{isHigh && ' high'}
    </td>
  );
}
