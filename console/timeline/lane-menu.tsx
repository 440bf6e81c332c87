/** The menu of a lane: the actions on its instance. It opens from its button, and from a click on a bar. */
import { type RefObject, useRef } from 'react';
import { Link } from 'wouter';
import { shortUid } from '../ui/uid.tsx';
import styles from './lane-menu.module.css';
import type { Lane } from './model.ts';
import { roleNames } from './roles.ts';

export interface LaneActions {
  /** The address of the comparison with the current instance; null for that instance itself. */
  readonly compareOf: (uid: string) => string | null;
  /** Opens the plan of a roll back; null where the instance, or the gateway, does not allow one. */
  readonly rollBackOf: (uid: string) => (() => void) | null;
}

interface LaneMenuProps {
  readonly uid: string;
  readonly lane: Lane;
  readonly id: string;
  readonly linkOf: (uid: string) => string;
  readonly actions: LaneActions;
}

export function LaneMenu({ uid, lane, id, linkOf, actions }: LaneMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const compare = actions.compareOf(uid);
  const rollBack = actions.rollBackOf(uid);
  const close = () => menu.current?.hidePopover();
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['button']}
        aria-label={`Actions of instance ${shortUid(uid)}`}
        popoverTarget={id}
      >
        ⋯
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles['menu']}
        aria-label={`Instance ${shortUid(uid)}`}
        role="group"
        onBeforeToggle={({ newState }) => newState === 'open' && placeBelow(menu, button)}
      >
        <p className="muted">
          <code>{shortUid(uid)}</code> {roleNames[lane.role]}
        </p>
        <Link href={linkOf(uid)} onClick={close}>
          Open instance
        </Link>
        {compare !== null && (
          <Link href={compare} onClick={close}>
            Compare with the current instance
          </Link>
        )}
        {rollBack && (
          <button
            type="button"
            onClick={() => {
              close();
              rollBack();
            }}
          >
            Roll back to it…
          </button>
        )}
      </div>
    </>
  );
}

/** Opens the menu of a lane where the pointer is. */
export function openLaneMenu(id: string, { clientX, clientY }: { clientX: number; clientY: number }): void {
  const menu = document.getElementById(id);
  if (!menu) return;
  menu.showPopover();
  place(menu, clientX, clientY);
}

function placeBelow(menu: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): void {
  const { left = 0, bottom = 0 } = button.current?.getBoundingClientRect() ?? {};
  if (menu.current) place(menu.current, left, bottom + 4);
}

const menuSize = { width: 250, height: 150 };

/** Within the window. */
function place(menu: HTMLElement, x: number, y: number): void {
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menuSize.width))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menuSize.height))}px`;
}
