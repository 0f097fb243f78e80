#include "CXGBoost.h"

#include <dlfcn.h>
#include <stddef.h>

const char *xgboost_open(XGBoostFunctions *functions) {
    void *library = dlopen("libxgboost.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
#define FIND(name)                                            \
    *(void **)(&functions->name) = dlsym(library, #name);     \
    if (!functions->name) return dlerror();
    FIND(XGBGetLastError)
    FIND(XGBRegisterLogCallback)
    FIND(XGDMatrixCreateFromDense)
    FIND(XGDMatrixSetInfoFromInterface)
    FIND(XGDMatrixSetStrFeatureInfo)
    FIND(XGDMatrixFree)
    FIND(XGBoosterCreate)
    FIND(XGBoosterSetParam)
    FIND(XGBoosterSetStrFeatureInfo)
    FIND(XGBoosterUpdateOneIter)
    FIND(XGBoosterEvalOneIter)
    FIND(XGBoosterSlice)
    FIND(XGBoosterSaveModelToBuffer)
    FIND(XGBoosterFree)
#undef FIND
    return NULL;
}
