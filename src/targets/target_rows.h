// How likely a find is, and what to inspect.
#pragma once

#include <cstdint>

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::targets {

using records::Floats;
using records::kUnknown;
using records::Moment;
using records::RowId;
using records::Text;

// The chance of a find for a consignment, as of a moment. Its latest row counts.
struct Score {
  RowId subject_id;
  Moment scored_at;
  double score = kUnknown;  // 0..1
  RowId model_id;
  Floats features;  // in the order of the model's features
};

// The weights in force from a midnight on. score = 1 / (1 + exp(-(bias + sum of weight *
// feature))).
struct Model {
  RowId model_id;
  Moment known_at;
  Text features;   // names, ; between
  Floats weights;  // one a feature
  double bias = kUnknown;
  double base_rate = kUnknown;  // finds among outcomes, smoothed
  std::uint64_t outcomes = 0;   // how many it was learnt from
  Floats concentrations;        // of the rate paths, level by level
};

// A subject chosen for inspection in one ranking.
struct Target {
  RowId target_id;
  RowId ranking_id;       // one call of `targets`
  std::int32_t rank = 0;  // from 1
  Text subject_kind;
  Text subject_key;  // a consignment's own id in the feed; else the id
  double score = kUnknown;
  Text chosen_by;                // mandatory, rank, random
  double propensity = kUnknown;  // the chance it had of being chosen
  Moment as_of;                  // how far the engine had come
};

}  // namespace chokepoint::targets

namespace chokepoint::records {

template <>
struct Table<targets::Score> {
  static constexpr const char* kName = "score";
  static constexpr void columns(auto&& visit) {
    using Row = targets::Score;
    visit(Column{"subject_id", &Row::subject_id});
    visit(Column{"scored_at", &Row::scored_at});
    visit(Column{"score", &Row::score});
    visit(Column{"model_id", &Row::model_id});
    visit(Column{"features", &Row::features});
  }
};

template <>
struct Table<targets::Model> {
  static constexpr const char* kName = "model";
  static constexpr void columns(auto&& visit) {
    using Row = targets::Model;
    visit(Column{"model_id", &Row::model_id});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"features", &Row::features});
    visit(Column{"weights", &Row::weights});
    visit(Column{"bias", &Row::bias});
    visit(Column{"base_rate", &Row::base_rate});
    visit(Column{"outcomes", &Row::outcomes});
    visit(Column{"concentrations", &Row::concentrations});
  }
};

template <>
struct Table<targets::Target> {
  static constexpr const char* kName = "target";
  static constexpr void columns(auto&& visit) {
    using Row = targets::Target;
    visit(Column{"target_id", &Row::target_id});
    visit(Column{"ranking_id", &Row::ranking_id});
    visit(Column{"rank", &Row::rank});
    visit(Column{"subject_kind", &Row::subject_kind});
    visit(Column{"subject_key", &Row::subject_key});
    visit(Column{"score", &Row::score});
    visit(Column{"chosen_by", &Row::chosen_by});
    visit(Column{"propensity", &Row::propensity});
    visit(Column{"as_of", &Row::as_of});
  }
};

}  // namespace chokepoint::records
