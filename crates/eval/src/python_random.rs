//! Python's `random.Random`, so that resampled intervals are the scorer's own.

/// State of the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), as CPython's `_randommodule.c` seeds and reads it.
pub(crate) struct PythonRandom {
    state: [u32; N],
    next: usize,
}

const N: usize = 624;
const M: usize = 397;

impl PythonRandom {
    /// `random.Random(seed)` for a whole number: its 32-bit words, the lowest first, are the key.
    pub fn seeded(seed: u64) -> Self {
        let words = [seed as u32, (seed >> 32) as u32];
        let key = if words[1] == 0 { &words[..1] } else { &words[..] };
        let mut state = [0u32; N];
        state[0] = 19_650_218;
        for i in 1..N {
            state[i] = mix(state[i - 1]).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            state[i] = (state[i] ^ mix(state[i - 1]).wrapping_mul(1_664_525)).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            if i == N {
                state[0] = state[N - 1];
                i = 1;
            }
            j = (j + 1) % key.len();
        }
        for _ in 1..N {
            state[i] = (state[i] ^ mix(state[i - 1]).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i == N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        PythonRandom { state, next: N }
    }

    fn word(&mut self) -> u32 {
        if self.next == N {
            for i in 0..N {
                let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % N] & 0x7fff_ffff);
                self.state[i] = self.state[(i + M) % N] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.next = 0;
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// `random()`: 53 random bits, 0 up to but not 1.
    pub fn random(&mut self) -> f64 {
        let (a, b) = (self.word() >> 5, self.word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `choices(range(n), k=n)`: indices drawn with replacement.
    pub fn choices(&mut self, n: usize) -> Vec<usize> {
        (0..n).map(|_| (self.random() * n as f64).floor() as usize).collect()
    }
}

fn mix(word: u32) -> u32 {
    word ^ (word >> 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::excessive_precision)] // as Python prints them
    fn gives_what_cpython_gives() {
        // python3 -c "import random; r = random.Random(0); print([r.random() for _ in range(5)])"
        let mut random = PythonRandom::seeded(0);
        let five: Vec<f64> = (0..5).map(|_| random.random()).collect();
        assert_eq!(five, [0.8444218515250481, 0.7579544029403025, 0.420571580830845, 0.25891675029296335, 0.5112747213686085]);
        // The 100,000th: the state has been renewed 320 times.
        let last = (5..100_000).map(|_| random.random()).last();
        assert_eq!(last, Some(0.9544358661322939));
        assert_eq!(PythonRandom::seeded(1).random(), 0.13436424411240122);
        assert_eq!(PythonRandom::seeded(123_456_789_012_345).random(), 0.6744750084019356);
    }

    #[test]
    fn draws_what_cpython_draws() {
        // python3 -c "import random; print(random.Random(0).choices(range(61), k=61)[:20])"
        let drawn = PythonRandom::seeded(0).choices(61);
        assert_eq!(drawn[..20], [51, 46, 25, 15, 31, 24, 47, 18, 29, 35, 55, 30, 17, 46, 37, 15, 55, 59, 49, 55]);
        assert!(PythonRandom::seeded(0).choices(0).is_empty());
    }
}
