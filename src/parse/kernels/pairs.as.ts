// Kernels over pairs of tokens: arc scores, the best head of each, and what labels are read from.
import { slope } from './rows.as';

/**
 * Arc scores of one sentence of `n` (at most 255) rows: `scores[i][j] = t[i] . head[j] + near[i][bucket[j - i]]`, where `near` has `buckets` values
 * a row, and `bucket` is 256 bytes by distance for heads that come before, then 256 for those that follow. Rows of `scores` are `room` apart, a multiple of 8 and at least `n`; `turned` holds `d * room` floats.
 * What lies past column `n`, and the diagonal, is `-1e9`. `t` is read, and `scores` written, up to the next multiple of 4 rows.
 */
export function arcs(
  t: usize, head: usize, near: usize, buckets: i32, bucket: usize, turned: usize, scores: usize,
  n: i32, room: i32, d: i32,
): void {
  const stride = <usize>d << 2, line = <usize>room << 2;
  memory.fill(turned, 0, <usize>d * line);
  for (let j = 0; j < n; j++) {
    const from = head + <usize>j * stride, to = turned + (<usize>j << 2);
    for (let k = 0; k < d; k++) store<f32>(to + <usize>k * line, load<f32>(from + (<usize>k << 2)));
  }
  for (let i = 0; i < n; i += 4) {
    const t0 = t + <usize>i * stride, t1 = t0 + stride, t2 = t1 + stride, t3 = t2 + stride;
    for (let j: usize = 0; j < line; j += 32) {
      let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
      let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
      let b = turned + j;
      for (let p: usize = 0; p < stride; p += 4, b += line) {
        const b0 = v128.load(b), b1 = v128.load(b, 16);
        let x = v128.load32_splat(t0 + p);
        c00 = f32x4.add(c00, f32x4.mul(x, b0)); c01 = f32x4.add(c01, f32x4.mul(x, b1));
        x = v128.load32_splat(t1 + p);
        c10 = f32x4.add(c10, f32x4.mul(x, b0)); c11 = f32x4.add(c11, f32x4.mul(x, b1));
        x = v128.load32_splat(t2 + p);
        c20 = f32x4.add(c20, f32x4.mul(x, b0)); c21 = f32x4.add(c21, f32x4.mul(x, b1));
        x = v128.load32_splat(t3 + p);
        c30 = f32x4.add(c30, f32x4.mul(x, b0)); c31 = f32x4.add(c31, f32x4.mul(x, b1));
      }
      let c = scores + <usize>i * line + j;
      v128.store(c, c00); v128.store(c, c01, 16); c += line;
      v128.store(c, c10); v128.store(c, c11, 16); c += line;
      v128.store(c, c20); v128.store(c, c21, 16); c += line;
      v128.store(c, c30); v128.store(c, c31, 16);
    }
  }
  for (let i = 0; i < n; i++) {
    const row = scores + <usize>i * line, by = near + (<usize>(i * buckets) << 2);
    for (let j = 0; j < n; j++) {
      const at = row + (<usize>j << 2);
      store<f32>(at, load<f32>(at) + load<f32>(by + (<usize>load<u8>(bucket + <usize>abs(j - i) + (j > i ? 256 : 0)) << 2)));
    }
    store<f32>(row + (<usize>i << 2), -1e9);
    for (let j = n; j < room; j++) store<f32>(row + (<usize>j << 2), -1e9);
  }
}

/** `best[i]`: the column below `n` where row i of `scores` (rows `room` apart) is highest; the first of equals. */
export function argmax(scores: usize, best: usize, m: i32, room: i32, n: i32): void {
  const fours = n & ~3;
  for (let i = 0; i < m; i++, scores += <usize>room << 2, best += 4) {
    let four = f32x4.splat(-Infinity), other = four;
    for (let j = 0; j < (n & ~7); j += 8) {
      four = f32x4.pmax(four, v128.load(scores + (<usize>j << 2)));
      other = f32x4.pmax(other, v128.load(scores + (<usize>j << 2), 16));
    }
    if (fours & 4) four = f32x4.pmax(four, v128.load(scores + (<usize>(fours - 4) << 2)));
    four = f32x4.pmax(four, other);
    let top = max(max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)), max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)));
    for (let j = fours; j < n; j++) top = max(top, load<f32>(scores + (<usize>j << 2)));
    four = f32x4.splat(top);
    let at = 0;
    while (at < fours && !v128.any_true(f32x4.eq(v128.load(scores + (<usize>at << 2)), four))) at += 4;
    while (at < n - 1 && load<f32>(scores + (<usize>at << 2)) != top) at++;
    store<i32>(best, at);
  }
}

/**
 * What the label of each dependent i is read from, given its head `heads[i]` (a row of `head`): `sum = leaky(dep + head)` and
 * `product = leaky(dep) * leaky(head)`, rows of `d`.
 */
export function pair(dep: usize, head: usize, heads: usize, sum: usize, product: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i++, dep += stride, sum += stride, product += stride) {
    const other = head + <usize>load<u32>(heads + (<usize>i << 2)) * stride;
    for (let j: usize = 0; j < stride; j += 16) {
      const x = v128.load(dep + j), y = v128.load(other + j);
      v128.store(sum + j, slope(f32x4.add(x, y)));
      v128.store(product + j, f32x4.mul(slope(x), slope(y)));
    }
  }
}
