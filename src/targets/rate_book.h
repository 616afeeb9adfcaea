// Rates of finds, learnt from outcomes, in narrower and narrower cells.
//
// Idea: a path names fields step by step (route; route and HS chapter; ..). Each step's cell holds how many were inspected and
// found. Its rate leans on the wider cell's: (found + c * wider) / (inspected + c). How strongly, c, is chosen for each
// step from a fixed grid by what would have predicted past outcomes best, each predicted before it was learnt.
// Cost: one look-up a step and consignment. Memory: 24 bytes a cell seen.
// Source: empirical Bayes back-off; docs/internals/scoring.md.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "records/columns.h"

namespace chokepoint::targets {

enum class Field : std::uint8_t {
  route_origin,  // where the goods left; the consignor's country where no route is stated
  route_destination,
  origin_country,
  hs2,
  hs4,
  hs6,
  duty_regime,
  duty_rate,
  entry_type,
  carrier,
  marketplace,
  office,
  procedure,
  intended_use,
  payment_terms,
  consignor,
  consignor_place,
  consignee,
  consignee_place,
  declarant,
  account,
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::account) + 1;
std::optional<Field> find_field(records::Text name);
records::Text name(Field field);

// A hash of each field's value; 0 where nothing is stated, which is a value like any other in the later steps of a path.
// A path of whose first step nothing is stated says nothing.
using Profile = std::array<std::uint64_t, kFieldCount>;

struct RatePath {
  std::string id;
  std::string says;
  std::vector<std::vector<Field>> steps;  // each adds its fields to those before
};

class RateBook {
 public:
  // `base_found` of `base_outcomes` is the judgement before any outcome.
  RateBook(std::vector<RatePath> paths, double base_found, double base_outcomes);
  RateBook(RateBook&&) noexcept;
  RateBook& operator=(RateBook&&) noexcept;
  ~RateBook();

  const std::vector<RatePath>& paths() const;
  double base_rate() const;
  // The chance of a find along one path, 0..1. Thread-safe while nothing is learnt.
  double rate(std::size_t path, const Profile& profile) const;
  void learn(const Profile& profile, bool found);
  // Takes the concentrations that predicted best so far into use; call between days.
  void settle();
  // Path by path, step by step.
  std::vector<float> concentrations() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::targets
