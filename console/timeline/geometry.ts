/** Sizes of the drawing. Labels are beside the lanes, or above each lane on a narrow screen. */
export interface Geometry {
  readonly labelWidth: number;
  readonly laneHeight: number;
  /** Of the marks' centres and of the bars, from the top of a lane. */
  readonly markY: number;
  readonly barY: number;
  readonly barHeight: number;
  readonly axisHeight: number;
}

const wide: Geometry = {
  labelWidth: 224,
  laneHeight: 44,
  markY: 11,
  barY: 20,
  barHeight: 16,
  axisHeight: 22,
};
const narrow: Geometry = {
  labelWidth: 0,
  laneHeight: 66,
  markY: 33,
  barY: 42,
  barHeight: 16,
  axisHeight: 22,
};

/** `width`: of the whole drawing. */
export function geometryOf(width: number): Geometry {
  return width < 600 ? narrow : wide;
}
