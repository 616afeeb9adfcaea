#include "screening/similar_names.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <limits>
#include <vector>

#include "base/arena.h"
#include "base/parallel_for.h"
#include "screening/name_index.h"

namespace chokepoint::screening {

using records::Text;

namespace {

constexpr std::size_t kGrain = 64, kListedAtMost = 8;  // entries that one name may be like

struct Listed {
  std::uint32_t handle;
  ListedName name;  // texts live in the arena
};

struct Segment {
  std::vector<Listed> names;
  NameIndex index;

  static Segment of(std::vector<Listed> names, int threads) {
    std::vector<ListedName> indexed;
    indexed.reserve(names.size());
    for (const Listed& listed : names) indexed.push_back(listed.name);
    NameIndex index = NameIndex::build(indexed, threads);
    return {std::move(names), std::move(index)};
  }
};

struct Seen {
  std::uint64_t key;
  Text name;
  Text country;
  bool is_organisation;
};

Text schema_of(Text kind) {
  if (kind == "person") return "Person";
  if (kind == "organization") return "Organization";
  return kind == "vessel" || kind == "aircraft" ? Text("Vessel") : Text();
}

}  // namespace

struct SimilarNames::State {
  base::Arena arena;
  records::Day day{std::numeric_limits<std::int32_t>::min()};
  std::vector<Listed> waiting;    // listed today
  std::vector<Segment> segments;  // the larger first
  std::vector<Seen> seen;
  absl::flat_hash_set<std::uint64_t> seen_keys;
  absl::flat_hash_map<std::uint64_t, std::vector<SimilarName>> similar;  // by name key

  static void ask(const Segment& segment, const Seen& name, std::vector<SimilarName>& found) {
    const text::ParsedName parsed = segment.index.parse(
        name.name, name.is_organisation ? Text("Organization") : Text(), name.country);
    if (parsed.is_placeholder) return;
    for (const NameMatch& match :
         segment.index.find(parsed, {text::kDefaultThreshold, kListedAtMost})) {
      found.push_back({segment.names[match.name].handle, match.similarity});
    }
  }

  // By position in `names`.
  static std::vector<std::vector<SimilarName>> ask_all(std::span<const Segment> segments,
                                                       std::span<const Seen> names, int threads) {
    std::vector<std::vector<SimilarName>> found(names.size());
    base::parallel_for(names.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        for (const Segment& segment : segments) ask(segment, names[i], found[i]);
      }
    });
    return found;
  }

  void keep(std::span<const Seen> names, std::vector<std::vector<SimilarName>> found) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (found[i].empty()) continue;
      std::vector<SimilarName>& all = similar[names[i].key];
      all.insert(all.end(), found[i].begin(), found[i].end());
    }
  }

  // A segment grows together with the one before it until that is twice as large.
  void add_segment(Segment segment, int threads) {
    while (!segments.empty() && segments.back().names.size() < 2 * segment.names.size()) {
      std::vector<Listed> names = std::move(segments.back().names);
      names.insert(names.end(), segment.names.begin(), segment.names.end());
      segments.pop_back();
      segment = Segment::of(std::move(names), threads);
    }
    segments.push_back(std::move(segment));
  }
};

SimilarNames::SimilarNames() : state_(std::make_unique<State>()) {}
SimilarNames::SimilarNames(SimilarNames&&) noexcept = default;
SimilarNames& SimilarNames::operator=(SimilarNames&&) noexcept = default;
SimilarNames::~SimilarNames() = default;

void SimilarNames::list(std::uint32_t handle, std::uint32_t entry, Text name, Text kind,
                        Text country) {
  State& state = *state_;
  state.waiting.push_back({handle,
                           {state.arena.keep(name), schema_of(kind),
                            country.size() == 2 ? state.arena.keep(country) : Text(), entry}});
}

void SimilarNames::open_day(records::Day day, int threads, const Visit& visit) {
  State& state = *state_;
  if (day <= state.day) return;
  state.day = day;
  if (state.waiting.empty()) return;
  Segment segment = Segment::of(std::exchange(state.waiting, {}), threads);
  auto found = State::ask_all({&segment, 1}, state.seen, threads);
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const SimilarName& similar : found[i]) visit(state.seen[i].key, similar);
  }
  state.keep(state.seen, std::move(found));
  state.add_segment(std::move(segment), threads);
}

void SimilarNames::see(std::span<const records::Mention> mentions,
                       std::span<const parties::ResolvedMention> resolved, int threads) {
  State& state = *state_;
  const std::size_t first = state.seen.size();
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const parties::MentionKeys& keys = resolved[i].keys;
    if (keys.name_key == 0 || keys.is_masked || keys.is_placeholder) continue;
    if (!state.seen_keys.insert(keys.name_key).second) continue;
    state.seen.push_back({keys.name_key, state.arena.keep(keys.written_name),
                          state.arena.keep(mentions[i].country), keys.is_organisation});
  }
  const std::span<const Seen> added = std::span(state.seen).subspan(first);
  state.keep(added, State::ask_all(state.segments, added, threads));
}

std::span<const SimilarName> SimilarNames::find(std::uint64_t name_key) const {
  const auto found = state_->similar.find(name_key);
  return found == state_->similar.end() ? std::span<const SimilarName>() : found->second;
}

}  // namespace chokepoint::screening
