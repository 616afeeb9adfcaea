// What linking says of a pair, in the words of the files: ids, values and a sum to be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/resolve.h"
#include "linkage/explanation.h"

namespace chokepoint::engine {

// Quoted where it has to be.
void append_csv_cell(std::string_view cell, std::string& text);

// "given_name"; "phone_2" for the second phone.
std::string field_name(const linkage::Field& field);

ResolvePair write_pair(const linkage::RecordTable& table, const linkage::PairExplanation& pair,
                       std::string_view record_id_1, std::string_view record_id_2);

std::vector<ResolveWeight> write_weights(const linkage::RecordTable& table,
                                         const std::vector<linkage::WeightRow>& rows);

}  // namespace chokepoint::engine
