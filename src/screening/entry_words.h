// What is said of list entries and of those who meet them, in words, and what two versions of an
// entry differ in. Pure.
#pragma once

#include <string>

#include "base/arena.h"
#include "records/watch_lists.h"

namespace chokepoint::screening {

bool has_equal_dates(const records::ListEntry& a, const records::ListEntry& b);
// In all but name and dates.
bool is_described_alike(const records::ListEntry& a, const records::ListEntry& b);

// "2024-01-01T00:00:00Z to "
std::string dates_of(const records::ListEntry& entry);
// Kind, country, program, reason and birth date, as far as stated.
std::string description_of(const records::ListEntry& entry);
// The texts that description_of() tells, copied to `arena`.
void keep_description(const records::ListEntry& from, base::Arena& arena, records::ListEntry& to);

// Countries are compared only where both are stated.
std::string explain_match(records::Text matched_by, double similarity, records::Text listed_country,
                          records::Text country);

}  // namespace chokepoint::screening
