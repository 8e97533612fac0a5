;; Looks for places in bytes where a secret can be, and whether Fleetio can be named, 32 bytes at a time.
(module
  ;; The bytes lie at its beginning, and at least 64 zeros behind them.
  (memory (export "memory") 2)

  ;; 1 once an f was met with an l behind it and an e two bytes further on, in capitals or not, as in fleet; who asks sets it back.
  (global $vendor (export "vendor") (mut i32) (i32.const 0))

  ;; The first place from $at on where ten digits from 0 to 9 and a to f begin, or four groups of four characters of which
  ;; each begins as those do that are such digits in base64: with M, N, O, Y or Z. Finds each run of ten digits, and one of
  ;; the places in each 48 characters of base64. $end if there is none before it.
  (func (export "next") (param $at i32) (param $end i32) (result i32)
    (local $0 v128) (local $9 v128) (local $a v128) (local $f-a v128)
    (local $M v128) (local $O-M v128) (local $Y v128) (local $Z-Y v128)
    (local $small v128) (local $f v128) (local $l v128) (local $e v128) (local $vendors v128)
    (local $left v128) (local $right v128) (local $x v128) (local $y v128)
    (local $digits i64) (local $found i64) (local $groups i32)

    (local.set $0 (i8x16.splat (i32.const 0x30)))
    (local.set $9 (i8x16.splat (i32.const 9)))
    (local.set $a (i8x16.splat (i32.const 0x61)))
    (local.set $f-a (i8x16.splat (i32.const 5)))
    (local.set $M (i8x16.splat (i32.const 0x4d)))
    (local.set $O-M (i8x16.splat (i32.const 2)))
    (local.set $Y (i8x16.splat (i32.const 0x59)))
    (local.set $Z-Y (i8x16.splat (i32.const 1)))
    (local.set $small (i8x16.splat (i32.const 0x20)))
    (local.set $f (i8x16.splat (i32.const 0x66)))
    (local.set $l (i8x16.splat (i32.const 0x6c)))
    (local.set $e (i8x16.splat (i32.const 0x65)))

    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end))
        (then
          (global.set $vendor (i32.or (global.get $vendor) (v128.any_true (local.get $vendors))))
          (return (local.get $end))))
      (local.set $left (v128.load (local.get $at)))
      (local.set $right (v128.load offset=16 (local.get $at)))

      (local.set $vendors (v128.or (local.get $vendors) (v128.and
        (v128.and
          (i8x16.eq (v128.or (local.get $left) (local.get $small)) (local.get $f))
          (i8x16.eq (v128.or (v128.load offset=1 (local.get $at)) (local.get $small)) (local.get $l)))
        (i8x16.eq (v128.or (v128.load offset=3 (local.get $at)) (local.get $small)) (local.get $e)))))
      (local.set $vendors (v128.or (local.get $vendors) (v128.and
        (v128.and
          (i8x16.eq (v128.or (local.get $right) (local.get $small)) (local.get $f))
          (i8x16.eq (v128.or (v128.load offset=17 (local.get $at)) (local.get $small)) (local.get $l)))
        (i8x16.eq (v128.or (v128.load offset=19 (local.get $at)) (local.get $small)) (local.get $e)))))

      ;; A byte is in a range if its distance from the beginning is no more than the length. One bit of $groups for each.
      (local.set $x (i8x16.sub (local.get $left) (local.get $M)))
      (local.set $y (i8x16.sub (local.get $left) (local.get $Y)))
      (local.set $groups (i8x16.bitmask (v128.or
        (i8x16.eq (local.get $x) (i8x16.min_u (local.get $x) (local.get $O-M)))
        (i8x16.eq (local.get $y) (i8x16.min_u (local.get $y) (local.get $Z-Y))))))
      ;; Where another one is 4 bytes on, then where two more are from 8 bytes on.
      (local.set $groups (i32.and (local.get $groups) (i32.shr_u (local.get $groups) (i32.const 4))))
      (local.set $groups (i32.and (local.get $groups) (i32.shr_u (local.get $groups) (i32.const 8))))

      (local.set $x (i8x16.sub (local.get $left) (local.get $0)))
      (local.set $y (i8x16.sub (local.get $left) (local.get $a)))
      (local.set $left (v128.or
        (i8x16.eq (local.get $x) (i8x16.min_u (local.get $x) (local.get $9)))
        (i8x16.eq (local.get $y) (i8x16.min_u (local.get $y) (local.get $f-a)))))
      (local.set $x (i8x16.sub (local.get $right) (local.get $0)))
      (local.set $y (i8x16.sub (local.get $right) (local.get $a)))
      (local.set $right (v128.or
        (i8x16.eq (local.get $x) (i8x16.min_u (local.get $x) (local.get $9)))
        (i8x16.eq (local.get $y) (i8x16.min_u (local.get $y) (local.get $f-a)))))
      ;; A bit for each of these 32 bytes, and below them those of the 16 before.
      (local.set $digits (i64.or
        (i64.shr_u (local.get $digits) (i64.const 32))
        (i64.shl
          (i64.extend_i32_u (i32.or
            (i8x16.bitmask (local.get $left))
            (i32.shl (i8x16.bitmask (local.get $right)) (i32.const 16))))
          (i64.const 16))))
      ;; Where two digits begin, then four, eight, ten.
      (local.set $found (i64.and (local.get $digits) (i64.shr_u (local.get $digits) (i64.const 1))))
      (local.set $found (i64.and (local.get $found) (i64.shr_u (local.get $found) (i64.const 2))))
      (local.set $found (i64.and (local.get $found) (i64.shr_u (local.get $found) (i64.const 4))))
      (local.set $found (i64.and (local.get $found) (i64.shr_u (local.get $found) (i64.const 2))))

      (local.set $found (i64.or
        (local.get $found)
        (i64.shl (i64.extend_i32_u (local.get $groups)) (i64.const 16))))
      (local.set $at (i32.add (local.get $at) (i32.const 32)))
      (br_if $next (i64.eqz (local.get $found))))
    (global.set $vendor (i32.or (global.get $vendor) (v128.any_true (local.get $vendors))))
    ;; The lowest bit is that of the byte 48 before $at.
    (i32.add
      (i32.sub (local.get $at) (i32.const 48))
      (i32.wrap_i64 (i64.ctz (local.get $found))))))
