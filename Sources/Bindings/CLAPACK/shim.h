#pragma once
#include <lapacke.h>
#include <cblas.h>
/// OpenBLAS starts one thread a core by default; Martlet parallelises over fits instead.
void openblas_set_num_threads(int num_threads);
