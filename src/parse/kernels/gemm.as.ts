// Matrix product of quantised rows and quantised columns.

/**
 * `c[m][n] = (add ? c : bias) + (a . b) * aScale[row] * bScale[column]`
 *
 * Both sides are i16 in panels, so that the inner loop walks straight through memory and every 128-bit load is what `i32x4.dot_i16x8_s`
 * multiplies, two values of `k` at once: `a` as [m / 4][k / 2][4][2] (see `quantize`), `b` as [n / 8][k / 2][8][2]. `k` and `n` are
 * multiples of 8; `m` is rounded up to a multiple of 4: the buffers must have room for that.
 *
 * Four rows by eight columns is what fits sixteen registers; unrolled or larger, engines spill, and it is slower.
 */
export function gemm(
  a: usize, aScale: usize, b: usize, bScale: usize, bias: usize, c: usize,
  m: i32, k: i32, n: i32, add: bool,
): void {
  const aPanel = <usize>k << 3, bPanel = <usize>k << 4, cStride = <usize>n << 2;
  for (let i = 0; i < m; i += 4, a += aPanel, aScale += 16, c += cStride << 2) {
    const s0 = v128.load32_splat(aScale), s1 = v128.load32_splat(aScale, 4);
    const s2 = v128.load32_splat(aScale, 8), s3 = v128.load32_splat(aScale, 12);
    const end = a + aPanel;
    let bp = b;
    for (let j: usize = 0; j < cStride; j += 32) {
      let c00 = i32x4.splat(0), c01 = i32x4.splat(0), c10 = i32x4.splat(0), c11 = i32x4.splat(0);
      let c20 = i32x4.splat(0), c21 = i32x4.splat(0), c30 = i32x4.splat(0), c31 = i32x4.splat(0);
      for (let ap = a; ap < end; ap += 16, bp += 32) {
        const b0 = v128.load(bp), b1 = v128.load(bp, 16);
        let x = v128.load32_splat(ap);
        c00 = i32x4.add(c00, i32x4.dot_i16x8_s(x, b0)); c01 = i32x4.add(c01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(ap, 4);
        c10 = i32x4.add(c10, i32x4.dot_i16x8_s(x, b0)); c11 = i32x4.add(c11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(ap, 8);
        c20 = i32x4.add(c20, i32x4.dot_i16x8_s(x, b0)); c21 = i32x4.add(c21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(ap, 12);
        c30 = i32x4.add(c30, i32x4.dot_i16x8_s(x, b0)); c31 = i32x4.add(c31, i32x4.dot_i16x8_s(x, b1));
      }
      const t0 = v128.load(bScale + j), t1 = v128.load(bScale + j, 16);
      let cp = c + j;
      put(cp, add ? cp : bias + j, c00, c01, s0, t0, t1); cp += cStride;
      put(cp, add ? cp : bias + j, c10, c11, s1, t0, t1); cp += cStride;
      put(cp, add ? cp : bias + j, c20, c21, s2, t0, t1); cp += cStride;
      put(cp, add ? cp : bias + j, c30, c31, s3, t0, t1);
    }
  }
}

// @ts-ignore: decorator
@inline
function put(to: usize, from: usize, x0: v128, x1: v128, s: v128, t0: v128, t1: v128): void {
  v128.store(to, f32x4.add(v128.load(from), f32x4.mul(f32x4.convert_i32x4_s(x0), f32x4.mul(s, t0))));
  v128.store(to, f32x4.add(v128.load(from, 16), f32x4.mul(f32x4.convert_i32x4_s(x1), f32x4.mul(s, t1))), 16);
}
