// A published pattern as a file: data/typologies/<id>.toml.
//
//   id = "shared_contact"            title, claim, source, source_status ("verified" | "unverified"), next_check: text
//   enabled = true                   an unverified one ships switched off
//   mandatory = false                true: inspect whatever the score
//   innocent_causes = ["..."]        at least one
//   says = "{recipients} recipients ... {key} ... {window_days} days"      measures, facts, key, window_days
//   [group]  by = "consignee_channel"  window_days = 90  (0: the same UTC day)
//   [[measure]] name = "recipients"  distinct = "consignee" | sum = "value_usd" | max = "value_usd" | count = true
//   [[when]]  measure = "recipients" | fact = "listed_steps"   at_least = 3  at_most = 40   (one of them or both)
//   [strength] of = "recipients"     from = 3  to = 12: 0.5 at `from`, 1 at `to` and beyond; absent: 1
//
// Without [group] only facts are asked. Errors: format, naming file and key.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "signals/facts.h"

namespace chokepoint::signals {

// What consignments are grouped by, and what is told apart inside a group.
enum class Aspect : std::uint8_t {
  consignor,
  consignee,
  consignor_name,
  consignee_name,
  consignor_place,
  consignee_place,
  consignor_channel,  // phones, e-mails, handles, accounts, wallets: a consignment falls in several groups
  consignee_channel,
  account,
  pair,               // consignor and consignee
  consignment,
};
std::optional<Aspect> find_aspect(records::Text name);

struct Measure {
  enum class Kind : std::uint8_t { distinct, sum, max, count };
  std::string name;
  Kind kind = Kind::count;
  Aspect aspect = Aspect::consignment;  // of distinct
  Fact fact = Fact::value_usd;          // of sum and max
};

struct Condition {
  std::optional<std::size_t> measure;  // index in Typology::measures, else a fact
  Fact fact = Fact::value_usd;
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
  bool holds(double value) const { return value >= at_least && value <= at_most; }  // never for unknown
};

struct Group {
  Aspect by = Aspect::consignee;
  int window_days = 0;  // 0: the same UTC day
};

struct Strength {
  std::optional<std::size_t> measure;
  Fact fact = Fact::value_usd;
  double from = 0;
  double to = 1;
  float of(double value) const;
};

struct Typology {
  std::string id, title, claim, source, source_status, next_check, says;
  std::vector<std::string> innocent_causes;
  bool enabled = true;
  bool mandatory = false;
  std::optional<Group> group;
  std::vector<Measure> measures;
  std::vector<Condition> conditions;
  std::optional<Strength> strength;
};

Expected<Typology> parse_typology(const std::string& toml, const std::string& file_name);
// All of data/typologies that are enabled, in the order of their names.
Expected<std::vector<Typology>> load_typologies();

}  // namespace chokepoint::signals
