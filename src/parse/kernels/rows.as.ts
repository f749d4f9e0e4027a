// Kernels over rows of f32, `d` wide (a multiple of 8): norms, gates, convolution, recurrence.

/** `y = x / rms(x) * gain`, row by row. */
export function norm(x: usize, gain: usize, y: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i++, x += stride, y += stride) {
    let sum = f32x4.splat(0), more = f32x4.splat(0);
    for (let j: usize = 0; j < stride; j += 32) {
      const v = v128.load(x + j), w = v128.load(x + j, 16);
      sum = f32x4.add(sum, f32x4.mul(v, v));
      more = f32x4.add(more, f32x4.mul(w, w));
    }
    const scale = f32x4.splat(1 / sqrt<f32>(total(f32x4.add(sum, more)) / <f32>d + 1e-6));
    for (let j: usize = 0; j < stride; j += 16) {
      v128.store(y + j, f32x4.mul(f32x4.mul(v128.load(x + j), scale), v128.load(gain + j)));
    }
  }
}

/** `y = silu(a) * b`, where a row of `h` is `d` values of a and then `d` of b. */
export function gate(h: usize, y: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i++, h += stride << 1, y += stride) {
    for (let j: usize = 0; j < stride; j += 16) {
      const a = v128.load(h + j);
      v128.store(y + j, f32x4.mul(f32x4.mul(a, sigmoid(a)), v128.load(h + stride + j)));
    }
  }
}

/** `x = max(x, x / 10)` in place over `count` values (a multiple of 4). */
export function leaky(x: usize, count: i32): void {
  const end = x + (<usize>count << 2);
  for (; x < end; x += 16) v128.store(x, slope(v128.load(x)));
}

/**
 * Depthwise convolution along the `n` rows of one sentence: row i of `z` is the sum over k of `w[k] * y[i + (k - width / 2) * dilation]`,
 * with zeros outside of the sentence.
 */
export function convolve(y: usize, w: usize, z: usize, n: i32, d: i32, width: i32, dilation: i32): void {
  const stride = <usize>d << 2, half = width >> 1;
  for (let i = 0; i < n; i++) {
    const from = max(0, half - i / dilation), to = min(width, half + (n - 1 - i) / dilation + 1);
    const first = y + <usize>(i + (from - half) * dilation) * stride, jump = <usize>dilation * stride;
    const weights = w + <usize>from * stride;
    for (let j: usize = 0; j < stride; j += 32) {
      let a = f32x4.splat(0), b = f32x4.splat(0);
      let yp = first + j, wp = weights + j;
      for (let k = from; k < to; k++, yp += jump, wp += stride) {
        a = f32x4.add(a, f32x4.mul(v128.load(yp), v128.load(wp)));
        b = f32x4.add(b, f32x4.mul(v128.load(yp, 16), v128.load(wp, 16)));
      }
      v128.store(z + j, a);
      v128.store(z + j, b, 16);
    }
    z += stride;
  }
}

/**
 * Gated linear recurrence along the `n` rows of one sentence: `s = f * s + (1 - f) * a` from zero, f the sigmoid of b, where a row of
 * `h` is `d` values of a and then `d` of b. The first half of the channels runs forwards, the second backwards.
 */
export function recur(h: usize, z: usize, n: i32, d: i32): void {
  const stride = <usize>d << 2, one = f32x4.splat(1);
  for (let j: usize = 0; j < stride; j += 16) {
    const back = j >= stride >> 1;
    let hp = h + j + (back ? <usize>(n - 1) * (stride << 1) : 0), zp = z + j + (back ? <usize>(n - 1) * stride : 0);
    const step: usize = back ? 0 - stride : stride;
    let s = f32x4.splat(0);
    for (let i = 0; i < n; i++, hp += step << 1, zp += step) {
      const f = sigmoid(v128.load(hp + stride));
      s = f32x4.add(f32x4.mul(f, s), f32x4.mul(f32x4.sub(one, f), v128.load(hp)));
      v128.store(zp, s);
    }
  }
}

/** Row i of `y` is row `ids[i]` of `table`. */
export function gather(table: usize, ids: usize, y: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i++, y += stride) memory.copy(y, table + <usize>load<u32>(ids + (<usize>i << 2)) * stride, stride);
}

/** Adds row `ids[i]` of `table` to row `to[i]` of `y`, for each i below `m`, in that order. */
export function spread(table: usize, ids: usize, y: usize, to: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i++, ids += 4, to += 4) {
    const from = table + <usize>load<u32>(ids) * stride, at = y + <usize>load<u32>(to) * stride;
    for (let j: usize = 0; j < stride; j += 32) {
      v128.store(at + j, f32x4.add(v128.load(at + j), v128.load(from + j)));
      v128.store(at + j, f32x4.add(v128.load(at + j, 16), v128.load(from + j, 16)), 16);
    }
  }
}

// @ts-ignore: decorator
@inline
export function slope(x: v128): v128 {
  return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(0.1)));
}

// @ts-ignore: decorator
@inline
function total(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * 1 / (1 + 2^t), t = -x log2 e: a whole power by its exponent bits, the rest by the Taylor series to the fifth degree. Added to 1.5 * 2^23, t is
 * rounded, and stands in the low bits of the sum.
 */
// @ts-ignore: decorator
@inline
function sigmoid(x: v128): v128 {
  const t = f32x4.pmax(f32x4.pmin(f32x4.mul(x, f32x4.splat(-1.4426950408889634)), f32x4.splat(126)), f32x4.splat(-126));
  const shift = f32x4.splat(12582912), whole = f32x4.add(t, shift), f = f32x4.sub(t, f32x4.sub(whole, shift));
  let p = f32x4.add(f32x4.mul(f, f32x4.splat(0.0013333558)), f32x4.splat(0.0096181291));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.0555041087));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.2402265070));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(0.6931471806));
  p = f32x4.add(f32x4.mul(f, p), f32x4.splat(1));
  const power = i32x4.add(i32x4.shl(whole, 23), i32x4.splat(127 << 23));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), f32x4.mul(p, power)));
}
