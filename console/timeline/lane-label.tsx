/** The label of a lane: the instance, its role and its menu. */
import { Link } from 'wouter';
import { shortUid } from '../ui/uid.tsx';
import { type LaneActions, LaneMenu } from './lane-menu.tsx';
import type { Lane } from './model.ts';
import { roleNames } from './roles.ts';
import styles from './timeline.module.css';

interface LaneLabelProps {
  readonly lane: Lane;
  readonly top: number;
  readonly isAbove: boolean;
  readonly linkOf: (uid: string) => string;
  readonly actions: LaneActions | null;
  readonly menuId: string;
}

export function LaneLabel({ lane, top, isAbove, linkOf, actions, menuId }: LaneLabelProps) {
  const { uid, role, expired } = lane;
  return (
    <div className={styles['label']} data-role={role} data-above={isAbove} style={{ top }}>
      {uid === null ? (
        <span className="muted">without an instance</span>
      ) : (
        <>
          <Link href={linkOf(uid)} title={uid} className={styles['uid']}>
            {shortUid(uid)}
          </Link>
          <span className={styles['role']}>{roleNames[role]}</span>
          {expired && <span className="muted">not in CMF</span>}
          {actions && <LaneMenu uid={uid} lane={lane} id={menuId} linkOf={linkOf} actions={actions} />}
        </>
      )}
    </div>
  );
}
