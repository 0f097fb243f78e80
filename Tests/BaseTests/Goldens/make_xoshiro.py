#!/usr/bin/env python3
"""Writes xoshiro256starstar.txt: a seed, then the first eight words of xoshiro256** whose state SplitMix64 filled.

The two algorithms are Blackman and Vigna's C code (https://prng.di.unimi.it, public domain: xoshiro256starstar.c,
splitmix64.c), compiled here by `cc` so that the words do not come from our own program.

Requirements: a C compiler
"""
import hashlib
import os
import pathlib
import subprocess
import tempfile

SOURCE = r"""
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
static uint64_t x;
static uint64_t splitmix(void) {
    uint64_t z = (x += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}
static inline uint64_t rotl(const uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static uint64_t s[4];
static uint64_t next(void) {
    const uint64_t result = rotl(s[1] * 5, 7) * 9;
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
}
int main(int argc, char **argv) {
    for (int a = 1; a < argc; a++) {
        x = strtoull(argv[a], NULL, 10);
        printf("%llu", (unsigned long long)x);
        for (int i = 0; i < 4; i++) s[i] = splitmix();
        for (int i = 0; i < 8; i++) printf(" %llu", (unsigned long long)next());
        printf("\n");
    }
}
"""
with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder, "words.c")
    source.write_text(SOURCE)
    subprocess.run([os.environ.get("CC", "cc"), "-O1", "-o", f"{folder}/words", str(source)], check=True)
    seeds = ["0", "1", "42", "20230920", "18446744073709551615"]
    words = subprocess.run([f"{folder}/words", *seeds], check=True, capture_output=True, text=True).stdout
path = pathlib.Path(__file__).with_name("xoshiro256starstar.txt")
path.write_text("# seed, then eight words; made by make_xoshiro.py from Blackman and Vigna's C code\n" + words)
print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
