// Pairs that a person has judged: record_id_1,record_id_2,label, a row a pair.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"
#include "linkage/learning.h"

namespace chokepoint::engine {

// Of `records` records with the ids `id_of`. Errors: what reading the file says, and format, with
// line and column: an id that no record has or several have, a pair of a record with itself, a
// label other than 0 and 1, a pair labelled both ways.
Expected<std::vector<linkage::LabelledPair>> load_resolve_labels(
    const std::filesystem::path& file, std::size_t records,
    const std::function<std::string_view(std::size_t)>& id_of);

}  // namespace chokepoint::engine
