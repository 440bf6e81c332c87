/** Drag, pinch and Ctrl with the wheel change the visible time range. The wheel alone scrolls the page. */
import { scaleTime } from 'd3-scale';
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { clamped, type Domain } from './view.ts';

interface ZoomOptions {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly domain: Domain;
  readonly width: number;
  readonly onZoom: (domain: Domain) => void;
  /** The gesture has ended with another domain. */
  readonly onEnd: () => void;
}

export function useZoom({ svg, domain, width, onZoom, onEnd }: ZoomOptions): void {
  const currentDomain = useEffectEvent(() => domain);
  const move = useEffectEvent(onZoom);
  const end = useEffectEvent(onEnd);
  const isDrawn = width > 0;
  useEffect(() => {
    const element = svg.current;
    if (!element || !isDrawn) return;
    let base = currentDomain();
    let isMoved = false;
    const behavior = zoom<SVGSVGElement, unknown>()
      .filter((event: Event) =>
        event instanceof WheelEvent
          ? event.ctrlKey || event.metaKey
          : !(event instanceof MouseEvent) || (event.button === 0 && event.type !== 'dblclick'),
      )
      .on('start', () => {
        base = currentDomain();
        isMoved = false;
      })
      .on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        const { k, x } = transform;
        if (k === 1 && x === 0) return;
        isMoved = true;
        const [from, to] = transform.rescaleX(scaleTime(base, [0, width])).domain();
        if (from && to) move(clamped([from.getTime(), to.getTime()], Date.now()));
      })
      .on('end', () => {
        // The next gesture begins with the domain that this one ended with.
        select(element).property('__zoom', zoomIdentity);
        if (isMoved) end();
      });
    const selection = select(element).call(behavior);
    return () => void selection.on('.zoom', null);
  }, [svg, isDrawn, width]);
}
