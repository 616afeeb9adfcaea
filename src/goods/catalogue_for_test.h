// The catalogue of data/regimes/, loaded once for all tests of this folder.
#pragma once

#include <fmt/format.h>

#include "base/check.h"
#include "goods/catalogue.h"

namespace chokepoint::goods {

inline const Catalogue& catalogue_for_test() {
  static const Catalogue catalogue = [] {
    auto loaded = Catalogue::load();
    if (!loaded) fmt::print(stderr, "{}\n", loaded.error().message);
    CHECK(loaded.has_value());
    return std::move(*loaded);
  }();
  return catalogue;
}

}  // namespace chokepoint::goods
