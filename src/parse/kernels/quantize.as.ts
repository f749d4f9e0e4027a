// From f32 rows to the i16 panels that the matrix product reads.

/** i16 rows stay within this, so that a dot product of 2,000 values with int8 weights fits 32 bits. */
const RANGE: f32 = 8191;

/**
 * i16 panels `q`, [m / 4][d / 2][4][2], and a f32 scale a row: `x ~ q * scale[row]`. `d` is a multiple of 8; `m` is rounded up to a multiple
 * of 4.
 */
export function quantize(x: usize, q: usize, scale: usize, m: i32, d: i32): void {
  const stride = <usize>d << 2;
  for (let i = 0; i < m; i += 4, x += stride << 2, scale += 16) {
    const x0 = x, x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride;
    const by0 = factor(x0, stride, scale), by1 = factor(x1, stride, scale + 4), by2 = factor(x2, stride, scale + 8), by3 = factor(x3, stride, scale + 12);
    for (let j: usize = 0; j < stride; j += 32, q += 64) {
      const r0 = whole(x0 + j, by0), r1 = whole(x1 + j, by1), r2 = whole(x2 + j, by2), r3 = whole(x3 + j, by3);
      const a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5), b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const c = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7), e = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(q, v128.shuffle<i64>(a, b, 0, 2));
      v128.store(q, v128.shuffle<i64>(a, b, 1, 3), 16);
      v128.store(q, v128.shuffle<i64>(c, e, 0, 2), 32);
      v128.store(q, v128.shuffle<i64>(c, e, 1, 3), 48);
    }
  }
}

/** Stores a row's scale; gives what its values are multiplied by. */
// @ts-ignore: decorator
@inline
function factor(x: usize, stride: usize, scale: usize): v128 {
  let a = f32x4.splat(0), b = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 32) {
    a = f32x4.pmax(a, f32x4.abs(v128.load(x + j)));
    b = f32x4.pmax(b, f32x4.abs(v128.load(x + j, 16)));
  }
  a = f32x4.pmax(a, b);
  const top = max(max(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1)), max(f32x4.extract_lane(a, 2), f32x4.extract_lane(a, 3)));
  store<f32>(scale, top / RANGE);
  return f32x4.splat(top > 0 ? RANGE / top : 0);
}

/**
 * Eight values as i16, rounded to the nearest, halves to even: added to 1.5 * 2^23, a small number stands in the low bits of the sum. (The
 * instruction that converts guards against all that a float may be, and is slower.)
 */
// @ts-ignore: decorator
@inline
function whole(x: usize, by: v128): v128 {
  const shift = f32x4.splat(12582912), base = i32x4.splat(0x4b400000);
  return i16x8.narrow_i32x4_s(
    i32x4.sub(f32x4.add(f32x4.mul(v128.load(x), by), shift), base),
    i32x4.sub(f32x4.add(f32x4.mul(v128.load(x, 16), by), shift), base),
  );
}
