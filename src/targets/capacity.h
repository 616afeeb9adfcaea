// Fills an inspection capacity: mandatory rules first, then the highest scores, and a random control slice.
//
// The control slice is drawn, each with equal chance, from all that neither a rule nor its rank chose; its propensity is the
// only unbiased window on what the ranking misses, so it is written down. With groups ("location,day") the capacity counts
// for each group. The draw depends on the seed and the candidates alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"
#include "records/row_id.h"

namespace chokepoint::targets {

struct RankedSubject {
  records::RowId subject_id;
  std::uint32_t group = 0;
  double score = 0;
  bool is_mandatory = false;
};

enum class ChosenBy : std::uint8_t { mandatory, rank, random };
std::string_view name(ChosenBy chosen_by);

struct Choice {
  std::size_t subject = 0;  // index in what was given
  ChosenBy chosen_by = ChosenBy::rank;
  double propensity = 1;
};

// "40" is a number of subjects, "5%" a share of the candidates, rounded to the nearest. Errors: usage.
struct Amount {
  double value = 0;
  bool is_share = false;
  std::size_t of(std::size_t total) const;
};
Expected<Amount> parse_amount(std::string_view text);

// In the order of inspection: mandatory, then by rank, then the control slice; ties by subject id.
std::vector<Choice> fill_capacity(const std::vector<RankedSubject>& subjects, const Amount& capacity,
                                  const Amount& random_share, std::uint64_t seed);

}  // namespace chokepoint::targets
