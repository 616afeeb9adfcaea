#include "parties/place_kinds.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/arena.h"
#include "base/check.h"
#include "base/hash.h"
#include "text/data_table.h"
#include "text/normal_form.h"

namespace chokepoint::parties {

using records::RowId;

namespace {

constexpr std::uint32_t kManyNames = 8;  // more than a family or a firm of its own
constexpr std::uint32_t kSomeNames = 4;

constexpr std::array<Text, 9> kNames = {"unknown",   "home",        "firm",
                                        "offices",   "campus",      "forwarder",
                                        "mail_drop", "post_office", "customs_facility"};

PlaceUse use_named(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  CHECK(found != kNames.end());
  return static_cast<PlaceUse>(found - kNames.begin());
}

// The words that hint at a use, by where they stand.
struct Hints {
  struct Word {
    std::string text;
    PlaceUse use;
  };
  absl::flat_hash_map<std::uint64_t, PlaceUse> words;  // by their hash
  std::vector<Word> parts;                             // Han: anywhere in the text

  void add(const std::string& word, PlaceUse use) {
    if (text::has_han(word)) {
      parts.push_back({word, use});
    } else {
      words.emplace(base::hash_bytes(word), use);
    }
  }

  template <class Visit>
  void for_each_in(std::string_view written, Visit&& visit) const {
    if (written.empty()) return;
    const std::string folded = text::fold(written);
    const auto is_letter = [](char c) {
      return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    };
    for (auto at = folded.begin(); at != folded.end();) {
      const auto begin = std::find_if(at, folded.end(), is_letter);
      at = std::find_if_not(begin, folded.end(), is_letter);
      const auto found = words.find(base::hash_bytes(std::string_view(begin, at)));
      if (found != words.end()) visit(found->second);
    }
    for (const Word& part : parts) {
      if (folded.contains(part.text)) visit(part.use);
    }
  }
};

struct PlaceHints {
  Hints in_name, in_street;
};

const PlaceHints& place_hints() {
  static const PlaceHints hints = [] {
    PlaceHints read;
    for (const auto& row : text::read_table("parties/place_words.tsv")) {
      CHECK(row.size() == 3);
      Hints& hints_there = row[2] == "street" ? read.in_street : read.in_name;
      hints_there.add(row[0], use_named(row[1]));
    }
    return read;
  }();
  return hints;
}

}  // namespace

Text name(PlaceUse use) {
  return kNames[static_cast<std::size_t>(use)];
}

bool is_shared(PlaceUse use) {
  return use >= PlaceUse::offices;
}

PlaceUse use_of(const PlaceTraces& traces) {
  const std::uint32_t names = traces.people + traces.organisations;
  if (traces.has_customs_word) return PlaceUse::customs_facility;
  if (traces.is_box || traces.has_post_word) return PlaceUse::post_office;
  if (traces.has_drop_word) return PlaceUse::mail_drop;
  if (traces.forwarder_names > 0 && names >= kSomeNames) return PlaceUse::forwarder;
  if (traces.campus_names > 1 || (traces.campus_names == 1 && names >= kSomeNames))
    return PlaceUse::campus;
  if (names >= kManyNames)
    return traces.organisations > traces.people ? PlaceUse::offices : PlaceUse::mail_drop;
  if (traces.organisations > 0) return PlaceUse::firm;
  return traces.people > 0 ? PlaceUse::home : PlaceUse::unknown;
}

struct PlaceKinds::State {
  struct Place {
    PlaceTraces traces;
    PlaceUse use = PlaceUse::unknown;
    bool is_touched = false;
  };
  absl::flat_hash_map<std::uint64_t, Place> places;
  absl::flat_hash_set<std::uint64_t> names_at;  // place and name
  std::vector<std::uint64_t> touched;           // in the order of events
  records::Day day{std::numeric_limits<std::int32_t>::min()};
  base::Arena arena;

  static void note_hints(const records::Mention& mention, Text written_name, PlaceTraces& traces) {
    place_hints().in_name.for_each_in(written_name, [&](PlaceUse use) {
      traces.campus_names += use == PlaceUse::campus;
      traces.forwarder_names += use == PlaceUse::forwarder;
      traces.has_customs_word |= use == PlaceUse::customs_facility;
    });
    place_hints().in_street.for_each_in(mention.street, [&](PlaceUse use) {
      traces.has_drop_word |= use == PlaceUse::mail_drop;
      traces.has_post_word |= use == PlaceUse::post_office;
      traces.has_customs_word |= use == PlaceUse::customs_facility;
    });
  }
};

PlaceKinds::PlaceKinds() : state_(std::make_unique<State>()) {}
PlaceKinds::PlaceKinds(PlaceKinds&&) noexcept = default;
PlaceKinds& PlaceKinds::operator=(PlaceKinds&&) noexcept = default;
PlaceKinds::~PlaceKinds() = default;

void PlaceKinds::open_day(records::Moment first_event, std::vector<PlaceKind>& output) {
  State& state = *state_;
  const records::Day day = first_event.day();
  if (day <= state.day) return;
  state.day = day;
  for (const std::uint64_t place_id : state.touched) {
    State::Place& place = state.places.at(place_id);
    place.is_touched = false;
    const PlaceUse use = use_of(place.traces);
    if (use == place.use) continue;
    place.use = use;
    output.push_back({RowId{place_id}, name(use), static_cast<std::int32_t>(place.traces.people),
                      static_cast<std::int32_t>(place.traces.organisations), first_event});
  }
  state.touched.clear();
}

void PlaceKinds::advance(const records::Mention& mention, const MentionKeys& keys) {
  if (!keys.place_id || keys.name_key == 0 || keys.is_masked) return;
  State& state = *state_;
  if (!state.names_at.insert(base::mix(keys.place_id.value, keys.name_key)).second) return;
  State::Place& place = state.places[keys.place_id.value];
  ++(keys.is_organisation ? place.traces.organisations : place.traces.people);
  place.traces.is_box |= keys.is_box;
  State::note_hints(mention, keys.written_name, place.traces);
  if (!place.is_touched) state.touched.push_back(keys.place_id.value);
  place.is_touched = true;
}

PlaceUse PlaceKinds::use_at(RowId place_id) const {
  const auto found = state_->places.find(place_id.value);
  return found == state_->places.end() ? PlaceUse::unknown : found->second.use;
}

}  // namespace chokepoint::parties
