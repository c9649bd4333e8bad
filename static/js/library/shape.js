/* The geometry of media/shapes.py: which part of a picture each crop shows, in fractions. */
const SMALLEST = 0.06;

export function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

export class Shape {
  constructor(width, height) {
    this.width = Number(width);
    this.height = Number(height);
    this.focal = [0.5, 0.5];
    this.crops = {};
  }

  /* The height of a crop in fractions of the picture's height, for each fraction of its width. */
  slope(ratio) {
    const [across, down] = ratio.split("x").map(Number);
    return (this.width / this.height) * (down / across);
  }

  box(ratio) {
    const byHand = this.crops[ratio];
    const [left, top, right, bottom] = byHand || [0, 0, 1, 1];
    const middle = byHand ? [(left + right) / 2, (top + bottom) / 2] : this.focal;
    const slope = this.slope(ratio);
    const width = Math.min(right - left, (bottom - top) / slope);
    const height = width * slope;
    const x = clamp(middle[0] - width / 2, left, right - width);
    const y = clamp(middle[1] - height / 2, top, bottom - height);
    return [x, y, x + width, y + height];
  }

  /* The crop as it is, shrunk around its middle: something that can be moved. */
  smaller(ratio, share) {
    const [left, top, right, bottom] = this.box(ratio);
    const width = (right - left) * share;
    const height = (bottom - top) * share;
    const x = clamp(this.focal[0] - width / 2, left, right - width);
    const y = clamp(this.focal[1] - height / 2, top, bottom - height);
    return [x, y, x + width, y + height];
  }
}

export function moved([left, top, right, bottom], across, down) {
  const x = clamp(left + across, 0, 1 - (right - left));
  const y = clamp(top + down, 0, 1 - (bottom - top));
  return [x, y, x + right - left, y + bottom - top];
}

/* The box with its top left corner where it is and its right side at `right`. */
export function resized([left, top], right, slope) {
  const most = Math.min(1 - left, (1 - top) / slope);
  const least = Math.min(Math.max(SMALLEST, SMALLEST / slope), most);
  const width = clamp(right - left, least, most);
  return [left, top, left + width, top + width * slope];
}
