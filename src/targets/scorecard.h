// The scorecard as a file: data/targets/scorecard.toml. Errors: format, naming the key.
#pragma once

#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "signals/facts.h"
#include "signals/typology.h"
#include "targets/rate_book.h"
#include "targets/weight_learner.h"

namespace chokepoint::targets {

// A feature is the strength of a pattern, a fact (unknown counts 0, at most `cap`), or a rate above the base rate.
struct Feature {
  enum class Kind : std::uint8_t { signal, fact, rate };
  Kind kind = Kind::signal;
  std::string name;         // "signal:shared_contact", "fact:first_together", "rate:goods_on_route"
  std::string says;         // of a fact or a rate, in words; a pattern speaks for itself
  std::size_t index = 0;    // of the typology, the fact or the path
  double cap = 1;
  Prior prior;
};

struct Scorecard {
  double base_rate = 0.02;
  double base_outcomes = 50;
  std::vector<Feature> features;
  std::vector<RatePath> paths;
};

Expected<Scorecard> parse_scorecard(const std::string& toml, const std::vector<signals::Typology>& typologies);
Expected<Scorecard> load_scorecard(const std::vector<signals::Typology>& typologies);

}  // namespace chokepoint::targets
