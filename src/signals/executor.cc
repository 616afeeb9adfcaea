#include "signals/executor.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/hash.h"

namespace chokepoint::signals {

using network::RowReference;
using records::Moment;
using records::RowId;
using records::Text;

namespace {

constexpr std::size_t kMeasures = 4;

// A consignment inside a group's window.
struct GroupRow {
  Moment at;
  RowId consignment_id;
  std::array<double, kMeasures> values;          // of sum and max
  std::array<std::uint64_t, kMeasures> aspects;  // of distinct
  bool said = false;
};

using GroupRows = absl::InlinedVector<GroupRow, 1>;

// A group that a consignment falls in: its key, and the key as written.
struct GroupKey {
  std::uint64_t key;
  Text written;
};

std::uint64_t aspect_of(const Participant& participant, RowId parties::ResolvedMention::* member) {
  return participant ? (participant.resolved->*member).value : 0;
}
std::uint64_t place_of(const Participant& participant) {
  return participant ? participant.resolved->keys.place_id.value : 0;
}
std::uint64_t name_of(const Participant& participant) {
  return participant ? participant.resolved->keys.name_key : 0;
}

// 0: the consignment has no such aspect.
std::uint64_t value_of(Aspect aspect, const Subject& subject) {
  using parties::ResolvedMention;
  switch (aspect) {
    case Aspect::consignor: return aspect_of(subject.consignor, &ResolvedMention::counted_as);
    case Aspect::consignee: return aspect_of(subject.consignee, &ResolvedMention::counted_as);
    case Aspect::consignor_name: return name_of(subject.consignor);
    case Aspect::consignee_name: return name_of(subject.consignee);
    case Aspect::consignor_place: return place_of(subject.consignor);
    case Aspect::consignee_place: return place_of(subject.consignee);
    case Aspect::account:
      return subject.consignment->account_id.empty()
                 ? 0
                 : base::hash_bytes(subject.consignment->account_id);
    case Aspect::pair: {
      const std::uint64_t from = aspect_of(subject.consignor, &ResolvedMention::counted_as);
      const std::uint64_t to = aspect_of(subject.consignee, &ResolvedMention::counted_as);
      return from == 0 || to == 0 ? 0 : base::mix(from, to);
    }
    case Aspect::consignment: return subject.consignment->consignment_id.value;
    case Aspect::consignor_channel:
    case Aspect::consignee_channel: return 0;  // several: see keys_of
  }
  return 0;
}

Text written(Aspect aspect, const Subject& subject) {
  const bool of_consignor = aspect == Aspect::consignor || aspect == Aspect::consignor_name ||
                            aspect == Aspect::consignor_place;
  const Participant& participant = of_consignor ? subject.consignor : subject.consignee;
  if (aspect == Aspect::account) return subject.consignment->account_id;
  if (!participant) return {};
  const bool of_place = aspect == Aspect::consignor_place || aspect == Aspect::consignee_place;
  return of_place ? participant.mention->street : participant.resolved->keys.written_name;
}

void keys_of(Aspect aspect, const Subject& subject, absl::InlinedVector<GroupKey, 4>& keys) {
  keys.clear();
  if (aspect == Aspect::consignor_channel || aspect == Aspect::consignee_channel) {
    const Participant& participant =
        aspect == Aspect::consignor_channel ? subject.consignor : subject.consignee;
    if (!participant) return;
    for (const parties::ChannelKey& channel : participant.resolved->keys.used_channels()) {
      keys.push_back({channel.channel_id.value, channel.value});
    }
    return;
  }
  const std::uint64_t key = value_of(aspect, subject);
  if (key != 0) keys.push_back({key, written(aspect, subject)});
}

double measure(const Measure& measure, std::size_t index, const GroupRows& rows) {
  switch (measure.kind) {
    case Measure::Kind::count: return static_cast<double>(rows.size());
    case Measure::Kind::sum: {
      double sum = 0;
      for (const GroupRow& row : rows)
        sum += std::isnan(row.values[index]) ? 0.0 : row.values[index];
      return sum;
    }
    case Measure::Kind::max: {
      double highest = records::kUnknown;
      for (const GroupRow& row : rows) highest = std::fmax(highest, row.values[index]);
      return highest;
    }
    case Measure::Kind::distinct: {
      std::array<std::uint64_t, kGroupRows> values;
      std::size_t count = 0;
      for (const GroupRow& row : rows) {
        if (row.aspects[index] != 0) values[count++] = row.aspects[index];
      }
      std::sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
      return static_cast<double>(
          std::unique(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count)) -
          values.begin());
    }
  }
  return records::kUnknown;
}

// "{name}" replaced by its value; numbers without needless digits.
std::string fill_in(const std::string& says,
                    const std::function<std::string(std::string_view)>& value_of_name) {
  std::string filled;
  std::size_t at = 0;
  while (at < says.size()) {
    const std::size_t open = says.find('{', at);
    const std::size_t close = open == std::string::npos ? open : says.find('}', open);
    if (close == std::string::npos) break;
    filled.append(says, at, open - at);
    filled += value_of_name(std::string_view(says).substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return filled.append(says, at);
}

std::string in_words(double value) {
  if (std::isnan(value)) return "?";
  return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.2f}", value);
}

}  // namespace

struct Executor::State {
  std::vector<Typology> typologies;
  std::vector<absl::flat_hash_map<std::uint64_t, GroupRows>> groups;  // by typology
  std::vector<std::size_t> size_at_last_sweep;
  absl::InlinedVector<GroupKey, 4> keys;

  Moment window_start(const Group& group, Moment now) const {
    return group.window_days == 0 ? records::start_of(now.day())
                                  : records::plus_days(now, -group.window_days);
  }

  static double quantity(const std::optional<std::size_t>& index, Fact fact,
                         std::span<const double> measures, const Facts& facts) {
    return index ? measures[*index] : facts[static_cast<std::size_t>(fact)];
  }

  static bool holds(const Typology& typology, std::span<const double> measures,
                    const Facts& facts) {
    return std::ranges::all_of(typology.conditions, [&](const Condition& condition) {
      return condition.holds(quantity(condition.measure, condition.fact, measures, facts));
    });
  }

  void say(std::size_t index, RowId subject_id, Moment known_at, std::span<const double> measures,
           const Facts& facts, const GroupKey& key, std::vector<RowReference> evidence,
           base::Arena& arena, std::vector<SaidSignal>& said) {
    CHECK(!evidence.empty());
    const Typology& typology = typologies[index];
    SaidSignal signal;
    signal.typology = index;
    signal.evidence = std::move(evidence);
    signal.row.signal_id =
        records::make_row_id("signal", RowId{base::mix(subject_id.value, key.key)}, typology.id);
    signal.row.typology = typology.id;
    signal.row.subject_kind = "consignment";
    signal.row.subject_id = subject_id;
    signal.row.known_at = known_at;
    signal.row.strength = 1;
    if (typology.strength) {
      signal.row.strength = typology.strength->of(
          quantity(typology.strength->measure, typology.strength->fact, measures, facts));
    }
    signal.row.says = arena.keep(fill_in(typology.says, [&](std::string_view name) -> std::string {
      if (name == "key") return std::string(key.written);
      if (name == "window_days")
        return std::to_string(typology.group ? typology.group->window_days : 0);
      const auto found = std::ranges::find(typology.measures, name, &Measure::name);
      if (found != typology.measures.end())
        return in_words(measures[static_cast<std::size_t>(found - typology.measures.begin())]);
      const auto fact = find_fact(name);
      return fact ? in_words(facts[static_cast<std::size_t>(*fact)]) : "?";
    }));
    said.push_back(std::move(signal));
  }

  // The consignment itself, then the rows behind each fact that a condition asks.
  std::vector<RowReference> own_evidence(const Typology& typology, const Subject& subject) const {
    std::vector<RowReference> rows = {{"consignment", subject.consignment->consignment_id}};
    for (const Condition& condition : typology.conditions) {
      if (condition.measure) continue;
      for (const RowReference& row : rows_behind(condition.fact, subject)) rows.push_back(row);
    }
    return rows;
  }

  void fill_in_row(const Typology& typology, const Subject& subject, const Facts& facts,
                   GroupRow& row) const {
    for (std::size_t i = 0; i < typology.measures.size(); ++i) {
      row.values[i] = facts[static_cast<std::size_t>(typology.measures[i].fact)];
      row.aspects[i] = value_of(typology.measures[i].aspect, subject);
    }
  }

  // Brings the groups of a consignment into the processor's cache; nothing else.
  void fetch(const Subject& subject) {
    for (std::size_t i = 0; i < typologies.size(); ++i) {
      if (!typologies[i].group) continue;
      keys_of(typologies[i].group->by, subject, keys);
      for (const GroupKey& key : keys) groups[i].prefetch(key.key);
    }
  }

  void advance_group(std::size_t index, const Subject& subject, const Facts& facts,
                     const GroupKey& key, base::Arena& arena, std::vector<SaidSignal>& said) {
    const Typology& typology = typologies[index];
    GroupRows& rows = groups[index][key.key];
    const Moment start = window_start(*typology.group, subject.known_at);
    std::size_t leaving = 0;
    while (leaving < rows.size() && rows[leaving].at < start) ++leaving;
    if (leaving == 0 && rows.size() == kGroupRows) leaving = 1;
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(leaving));

    GroupRow row{subject.known_at, subject.consignment->consignment_id, {}, {}, false};
    fill_in_row(typology, subject, facts, row);
    rows.push_back(row);
    judge_group(index, subject, facts, key, rows, arena, said);
  }

  // Nothing when the consignment has left the window since.
  void amend_group(std::size_t index, const Subject& subject, const Facts& facts,
                   const GroupKey& key, base::Arena& arena, std::vector<SaidSignal>& said) {
    const auto group = groups[index].find(key.key);
    if (group == groups[index].end()) return;
    const auto row = std::ranges::find(group->second, subject.consignment->consignment_id,
                                       &GroupRow::consignment_id);
    if (row == group->second.end()) return;
    fill_in_row(typologies[index], subject, facts, *row);
    judge_group(index, subject, facts, key, group->second, arena, said);
  }

  void judge_group(std::size_t index, const Subject& subject, const Facts& facts,
                   const GroupKey& key, GroupRows& rows, base::Arena& arena,
                   std::vector<SaidSignal>& said) {
    const Typology& typology = typologies[index];
    std::array<double, kMeasures> measures{};
    for (std::size_t i = 0; i < typology.measures.size(); ++i)
      measures[i] = measure(typology.measures[i], i, rows);
    if (!holds(typology, measures, facts)) return;
    std::vector<RowReference> evidence = own_evidence(typology, subject);
    // The latest others; the figure in words counts them all.
    for (auto other = rows.rbegin(); other != rows.rend() && evidence.size() < kEvidenceRows;
         ++other) {
      if (other->consignment_id != subject.consignment->consignment_id)
        evidence.push_back({"consignment", other->consignment_id});
    }
    for (GroupRow& member : rows) {
      if (member.said) continue;
      member.said = true;
      say(index, member.consignment_id, subject.known_at, measures, facts, key, evidence, arena,
          said);
    }
  }

  void judge_alone(std::size_t index, const Subject& subject, const Facts& facts,
                   base::Arena& arena, std::vector<SaidSignal>& said) {
    const Typology& typology = typologies[index];
    if (!holds(typology, {}, facts)) return;
    say(index, subject.consignment->consignment_id, subject.known_at, {}, facts, {},
        own_evidence(typology, subject), arena, said);
  }
};

Executor::Executor(std::vector<Typology> typologies) : state_(std::make_unique<State>()) {
  state_->groups.resize(typologies.size());
  state_->size_at_last_sweep.resize(typologies.size());
  state_->typologies = std::move(typologies);
}
Executor::Executor(Executor&&) noexcept = default;
Executor& Executor::operator=(Executor&&) noexcept = default;
Executor::~Executor() = default;

const std::vector<Typology>& Executor::typologies() const {
  return state_->typologies;
}

void Executor::advance(const Subject& subject, const Facts& facts, base::Arena& arena,
                       std::vector<SaidSignal>& said) {
  State& state = *state_;
  state.fetch(subject);
  for (std::size_t i = 0; i < state.typologies.size(); ++i) {
    if (!state.typologies[i].group) {
      state.judge_alone(i, subject, facts, arena, said);
      continue;
    }
    keys_of(state.typologies[i].group->by, subject, state.keys);
    for (const GroupKey& key : state.keys) state.advance_group(i, subject, facts, key, arena, said);
  }
}

void Executor::amend(const Subject& subject, const Facts& facts,
                     std::span<const std::size_t> said_before, base::Arena& arena,
                     std::vector<SaidSignal>& said) {
  State& state = *state_;
  for (std::size_t i = 0; i < state.typologies.size(); ++i) {
    if (!state.typologies[i].group) {
      if (std::ranges::find(said_before, i) == said_before.end())
        state.judge_alone(i, subject, facts, arena, said);
      continue;
    }
    keys_of(state.typologies[i].group->by, subject, state.keys);
    for (const GroupKey& key : state.keys) state.amend_group(i, subject, facts, key, arena, said);
  }
}

void Executor::sweep(Moment now) {
  State& state = *state_;
  for (std::size_t i = 0; i < state.groups.size(); ++i) {
    auto& groups = state.groups[i];
    if (groups.size() < 2 * state.size_at_last_sweep[i] + 1024) continue;
    const Moment start = state.window_start(state.typologies[i].group.value_or(Group{}), now);
    absl::erase_if(groups, [&](const auto& group) {
      return group.second.empty() || group.second.back().at < start;
    });
    state.size_at_last_sweep[i] = groups.size();
  }
}

}  // namespace chokepoint::signals
